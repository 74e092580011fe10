using Spikelihood.Reports.Charts;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Runs;
using static System.FormattableString;

namespace Spikelihood.Reports.Fits;

/// <summary>The report of a fit: one HTML file that shows what was found, how sure it is, and whether the fitted model behaves like the data.</summary>
public static class FitReport
{
    /// <summary>Writes the report; the file is whole or not there.</summary>
    /// <param name="fit">What the fit found.</param>
    /// <param name="predictive">The fitted model simulated beside the data, or null when that was not done.</param>
    /// <param name="origin">The study and the programs that made the run.</param>
    /// <param name="path">For example <c>run/report.html</c>.</param>
    public static void Write(FitRecord fit, PredictiveRecord? predictive, ReportOrigin origin, string path) =>
        AtomicFile.WriteText(path, writer => writer.Write(Render(fit, predictive, origin)));

    /// <summary>The report as text.</summary>
    public static string Render(FitRecord fit, PredictiveRecord? predictive, ReportOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(origin);
        var facts = new FitFacts(fit);
        var page = new ReportPage($"{fit.Study}: report of the fit");
        page.Paragraph(Verdict.Paragraph(facts, predictive), "verdict");
        Boxes(page, facts, predictive);
        if (predictive is not null)
        {
            PredictiveSections.Write(page, predictive.Checks, "Data against the fitted model");
            OneStepSection.Write(page, predictive.Residuals);
        }

        ParameterSection.Write(page, facts);
        StartsSection.Write(page, facts);
        CorrelationSection.Write(
            page, [.. fit.Parameters.Select(parameter => parameter.Name)], fit.Correlation, new CorrelationWords(
                "Correlations of the estimates", "Correlation matrix of the estimates", "From the observed information at the best point.",
                "There is no correlation matrix: the observed information at the best point is not positive definite, so that some combination of parameters is not determined by data and prior."));
        IdentifiabilitySection.Write(page, fit.Identifiability);
        OriginSection.Write(
            page, fit.Study, fit.Version,
            [
                ("Inferred parameters", Invariant($"{fit.Parameters.Length}")),
                ("Coordinates of the posterior", fit.Coordinates),
                ("Evaluations to the best point, all stages", Invariant($"{fit.Best.Evaluations}")),
                ("Gradient norm there", NumberText.Significant(fit.Best.GradientNorm)),
                ("Time of the fit", OriginSection.Time(fit.Seconds)),
            ],
            origin);
        return page.Finish();
    }

    private static void Boxes(ReportPage page, FitFacts facts, PredictiveRecord? predictive)
    {
        PredictiveSections.Misfit(page, predictive);
        if (facts.IsBelowTruth)
        {
            var nats = NumberText.Significant(-facts.TruthDistance!.Value);
            page.Box("wrong", "The maximum was not found.", [$"The {facts.TruthParameters} have a log posterior {nats} nats higher than the best start; run more starts."]);
        }

        if (!facts.BestConverged)
        {
            page.Box("careful", "The best start did not converge; its errors and correlations do not apply.", []);
        }

        if (facts.Fit.Warnings is { IsDefaultOrEmpty: false } warnings)
        {
            page.Box("careful", warnings.Length == 1 ? "Warning" : "Warnings", warnings);
        }

        if (facts.Fit.Identifiability is { Open.IsEmpty: false } identifiability)
        {
            page.Box(
                "careful",
                "The data do not determine all that was inferred.",
                [identifiability.Sentences[0], .. identifiability.Sentences.Where(sentence => sentence.StartsWith("Advice", StringComparison.Ordinal))]);
        }

        PredictiveSections.Reproduced(page, predictive);
    }
}
