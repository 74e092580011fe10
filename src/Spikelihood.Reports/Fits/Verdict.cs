using Spikelihood.Reports.Charts;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Runs;
using static System.FormattableString;

namespace Spikelihood.Reports.Fits;

/// <summary>The whole fit in a paragraph of plain words.</summary>
internal static class Verdict
{
    public static string Paragraph(FitFacts facts, PredictiveRecord? predictive) =>
        string.Join(" ", Sentences(facts, predictive).Where(sentence => sentence.Length > 0));

    private static IEnumerable<string> Sentences(FitFacts facts, PredictiveRecord? predictive)
    {
        yield return Convergence(facts);
        yield return Optima(facts);
        yield return Truth(facts);
        yield return Recovery(facts);
        yield return Undetermined(facts);
        yield return Agreement(predictive);
        yield return predictive is { Misfit: true } ? "Nevertheless the fitted model does not describe the data; the box says where it fails." : "";
    }

    private static string Convergence(FitFacts facts)
    {
        if (facts.Sorted.Count == 0)
        {
            return "No start is recorded.";
        }

        var height = $"log posterior {NumberText.Fixed(facts.Fit.Best.LogPosterior, 1)}, log-likelihood {NumberText.Fixed(facts.Fit.Best.LogLikelihood, 1)}";
        return facts.BestConverged
            ? $"The best start converged ({height})."
            : $"The best start did not converge: it ended as “{facts.Sorted[0].State}” ({height}), so the estimates below are not those of a maximum.";
    }

    private static string Optima(FitFacts facts)
    {
        var (fit, total) = (facts.Fit, facts.Sorted.Count);
        if (fit.Optima.Length == 0 || total == 0)
        {
            return total == 0 ? "" : Invariant($"None of {NumberText.Count(total, "start")} ended at an optimum.");
        }

        var text = Invariant($"{fit.Optima[0].Starts} of {NumberText.Count(total, "start")} reached the best optimum");
        if (fit.Optima.Length > 1)
        {
            var others = fit.Optima.Skip(1).Sum(optimum => optimum.Starts);
            var distance = fit.Optima[0].LogPosterior - fit.Optima[1].LogPosterior;
            var where = fit.Optima.Length == 2 ? "a second one" : Invariant($"{fit.Optima.Length - 1} others, the nearest");
            text += Invariant($"; {others} ended at {where} {NumberText.Significant(distance)} nats lower");
        }

        var rest = total - fit.Optima.Sum(optimum => optimum.Starts);
        return text + (rest > 0 ? Invariant($"; {rest} ended elsewhere.") : ".");
    }

    private static string Truth(FitFacts facts)
    {
        if (facts.TruthDistance is not { } distance || !double.IsFinite(distance))
        {
            return "";
        }

        var nats = NumberText.Significant(Math.Abs(distance));
        if (facts.IsBelowTruth)
        {
            return $"The best point lies {nats} nats below the {facts.TruthParameters}, so the maximum has not been found; more starts are needed.";
        }

        if (facts.Fit.TruthIsAverage)
        {
            return $"The best point lies {nats} nats above the averages of the neurons that were simulated. As the neurons differed, there is no true point: " +
                "the estimates are effective parameters of a homogeneous model that stands for them.";
        }

        // Twice the rise is about chi-squared with one degree of freedom a parameter: five times its mean does not happen by chance.
        return distance <= 2.5 * facts.Fit.Parameters.Length
            ? $"The best point lies {nats} nats above the true parameters, as a maximum must; about half a nat for each parameter is expected."
            : $"The best point lies {nats} nats above the true parameters, far more than estimation explains: at the values with which the data were " +
              "made, the population theory does not describe them exactly, and the estimates are effective parameters that make up for it.";
    }

    private static string Recovery(FitFacts facts)
    {
        var scores = facts.Fit.Parameters.Select(parameter => facts.ZScore(parameter.Name)).OfType<double>().ToArray();
        return scores.Length == 0 || facts.Fit.TruthIsAverage
            ? ""
            : Invariant($"{scores.Count(score => Math.Abs(score) <= 2)} of {scores.Length} estimates lie within two standard errors of the true value.");
    }

    private static string Undetermined(FitFacts facts)
    {
        var names = facts.Fit.Parameters.Where(parameter => facts.Error(parameter.Name) is null).Select(parameter => parameter.Name).ToArray();
        return names.Length == 0
            ? ""
            : names.Length == facts.Fit.Parameters.Length
                ? "The data and prior determine no standard errors here."
                : $"No standard error could be determined for {string.Join(", ", names)}.";
    }

    private static string Agreement(PredictiveRecord? predictive)
    {
        // The unseen input says more than the one that the fit saw.
        if (predictive is null || predictive.Checks.Length == 0)
        {
            return "The fitted model was not simulated, so this report cannot say whether it behaves like the data.";
        }

        var check = predictive.Checks[Math.Min(1, predictive.Checks.Length - 1)];
        var row = check.Agreement.FirstOrDefault(row => TraceStyles.IsFitted(row.Label));
        return row is null || !double.IsFinite(row.AverageCorrelation)
            ? ""
            : $"On the {Input(check.Title)} the fitted model's mean activity correlates with the data's at {NumberText.Fixed(row.AverageCorrelation, 3)} " +
              $"and differs from it by {NumberText.Significant(row.AverageRmse)} Hz (RMSE).";
    }

    private static string Input(string title) =>
        title is "Training input" or "Recording" or TestDescription.UsualName ? char.ToLowerInvariant(title[0]) + title[1..] : $"input '{title}'";
}
