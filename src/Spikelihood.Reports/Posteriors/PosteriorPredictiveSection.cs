using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Fits;
using Spikelihood.Studies.Runs;
using static System.FormattableString;

namespace Spikelihood.Reports.Posteriors;

/// <summary>Posterior predictive checks: what sums up the data among the same of simulations at draws of the posterior.</summary>
internal static class PosteriorPredictiveSection
{
    /// <summary>Writes nothing when no draws were simulated.</summary>
    public static void Write(ReportPage page, ImmutableArray<PredictiveCheck> checks)
    {
        var shown = checks.Where(check => !check.Statistics.IsDefaultOrEmpty).ToArray();
        if (shown.Length == 0)
        {
            return;
        }

        page.Heading("Posterior predictive checks", "posterior-predictive");
        page.Paragraph(
            "Were the model right, the data would be one more simulation at a draw of the posterior: " +
            "nine in ten of its numbers within the central 90 % of the simulations, hardly one beyond all of them.");
        for (var i = 0; i < shown.Length; i++)
        {
            var (statistics, title) = (shown[i].Statistics, shown[i].Title);
            var outside = statistics.Count(statistic => statistic.Outside);
            page.Figure(
                StatisticsFigure.Draw(statistics, new FigureText(
                    Invariant($"posterior-predictive-{i}"), $"{title}: the data among simulations",
                    $"A row for each statistic: the data's value as a disc, the central 90 % of the simulations as a thick line and all of them as a thin one, as {StatisticsFigure.XLabel}.")),
                $"Disc: the data; thick: central 90 % of the simulations; thin: all. Right: the data's value, and all simulations. {Outside(outside, statistics.Length)}");
        }

        page.Folded("All numbers", () => page.Table(
            "The data against simulations at draws of the posterior. p: two-sided, from the data's rank; normal p: were the simulations normal.",
            ["Input, statistic", "Data", "Simulations, mean", "Central 90 %", "p", "Normal p"],
            shown.SelectMany(check => check.Statistics.Select(Row).Prepend([check.Title, "", "", "", "", ""]))));
    }

    private static string Outside(int number, int all) => number == 0
        ? Invariant($"None of the {all} lies outside the central 99 %.")
        : Invariant($"Rings: outside the central 99 % ({number} of {all}).");

    private static ImmutableArray<string> Row(PredictiveStatistic statistic)
    {
        var p = NumberText.Fixed(statistic.P, 2);
        return
        [
            $"\u2003{StatisticsFigure.Label(statistic)}{(statistic.Unit.Length > 0 ? $" ({statistic.Unit})" : "")}",
            NumberText.Significant(statistic.Data), NumberText.Significant(statistic.Mean),
            $"{NumberText.Significant(statistic.Low)} to {NumberText.Significant(statistic.High)}",
            statistic.Outside ? ReportPage.Mark + p : p,
            statistic.NormalP < 0.001 ? "< 0.001" : NumberText.Fixed(statistic.NormalP, 3),
        ];
    }
}
