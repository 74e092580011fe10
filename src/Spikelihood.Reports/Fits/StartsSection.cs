using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Reports.Charts;
using Spikelihood.Studies.Files.Studies;
using static System.FormattableString;

namespace Spikelihood.Reports.Fits;

/// <summary>All starts: where they ended, the distinct optima, and the ways there.</summary>
internal static class StartsSection
{
    private const int MostOptima = 12;

    public static void Write(ReportPage page, FitFacts facts)
    {
        if (facts.Sorted.Count == 0)
        {
            return;
        }

        page.Heading("All starts", "starts");
        var missing = facts.Sorted.Count(start => !double.IsFinite(start.LogPosterior));
        var text = new FigureText("starts", "Where the starts ended", Description(facts));
        page.Figure(
            StartsFigure.Draw(facts, text),
            "Log posterior of each start below the best one; higher on the page is better. Starts at one level found the same optimum; less than 0.01 nats is drawn at 0.01." +
            (missing > 0 ? Invariant($" {NumberText.Count(missing, "start")} ended without a finite log posterior and cannot be shown.") : ""));
        Optima(page, facts);
        if (facts.Fit.Parameters.Length > 0 && facts.Sorted.Any(start => start.Path.Length > 0))
        {
            page.Figure(
                PathsFigure.Draw(facts, new FigureText(
                    "paths", "Paths of all starts", "One panel for each parameter: its value against the number of evaluations, one line for each start, darker the higher the start ended.")),
                $"Each parameter's value against {(facts.Fit.Method == FitOptions.Adam ? "the number of mini-batches, one for each step of Adam" : "evaluations of the likelihood")}, "
                + "one line a start (as Figures 12 and 13 of René et al. 2020); the darker, the higher it ended. " +
                "Time constants and scales are on logarithmic axes. Lines that leave a panel come from starts that strayed far.");
        }

        page.Folded("How each start ended", () => page.Table(
            "Starts, best first.",
            ["Start", "Ended as", "Nats below the best", "Log posterior", "Optimum", "Evaluations of all data"],
            facts.Sorted.Select(start => ImmutableArray.Create(
                start.Index.ToString(CultureInfo.InvariantCulture), start.State,
                double.IsFinite(start.LogPosterior) ? NumberText.Fixed(facts.Below(start.LogPosterior), 2) : "—", NumberText.Fixed(start.LogPosterior, 2),
                start.Optimum is { } optimum ? (optimum + 1).ToString(CultureInfo.InvariantCulture) : "—",
                start.Evaluations.ToString(CultureInfo.InvariantCulture)))));
    }

    private static string Description(FitFacts facts) =>
        string.Join(" ", facts.Fit.Optima.Take(MostOptima).Select((optimum, i) =>
            Invariant($"Optimum {i + 1}: {NumberText.Count(optimum.Starts, "start")}, {NumberText.Fixed(facts.Below(optimum.LogPosterior), 2)} nats below the best."))
            .Prepend(Invariant($"{facts.Sorted.Count(start => start.Converged)} of {NumberText.Count(facts.Sorted.Count, "start")} converged.")));

    private static void Optima(ReportPage page, FitFacts facts)
    {
        if (facts.Fit.Optima.Length < 2)
        {
            return;
        }

        var best = facts.Fit.Optima[0];
        var names = facts.Fit.Parameters.Select(parameter => parameter.Name).ToArray();
        page.Table(
            "Distinct optima, best first, and the parameters in which each differs most from the best (in standard errors of the best)." +
            (facts.Fit.Optima.Length > MostOptima ? Invariant($" {facts.Fit.Optima.Length - MostOptima} more are in fit.json.") : ""),
            ["Optimum", "Starts", "Nats below the best", "Differs most in"],
            facts.Fit.Optima.Take(MostOptima).Select((optimum, i) => ImmutableArray.Create(
                (i + 1).ToString(CultureInfo.InvariantCulture), optimum.Starts.ToString(CultureInfo.InvariantCulture),
                NumberText.Fixed(facts.Below(optimum.LogPosterior), 2), i == 0 ? "—" : LargestDifferences.Words(names, best.Parameters, optimum.Parameters, facts.Error, "SE"))));
    }
}
