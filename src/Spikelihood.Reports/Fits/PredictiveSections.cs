using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Studies.Runs;
using static System.FormattableString;

namespace Spikelihood.Reports.Fits;

/// <summary>The fitted model beside the data: activity, agreement, deviations, spectra.</summary>
internal static class PredictiveSections
{
    /// <summary>The share of statistics that may lie outside while the model still counts as describing the data but for these.</summary>
    private const double FewOutside = 0.05;

    /// <summary>A box that cannot be overlooked, when the model fails.</summary>
    public static void Misfit(ReportPage page, PredictiveRecord? predictive)
    {
        if (predictive is not { Misfit: true })
        {
            return;
        }

        // A fit's record has no statistics; a posterior's has many, of which one may fail where the model is good for all else.
        var statistics = predictive.Checks.SelectMany(check => check.Statistics.IsDefault ? [] : check.Statistics).ToArray();
        var outside = statistics.Count(statistic => statistic.Outside);
        if (outside > 0 && outside <= FewOutside * statistics.Length)
        {
            page.Box("careful", $"The model reproduces {statistics.Length - outside} of {statistics.Length} statistics of the data, and misses {outside}.", predictive.Statements);
        }
        else
        {
            page.Box("wrong", "The fitted model does not describe these data.", predictive.Statements);
        }
    }

    /// <summary>What the model reproduces, when it does not fail.</summary>
    public static void Reproduced(ReportPage page, PredictiveRecord? predictive)
    {
        if (predictive is { Misfit: false, Statements.Length: > 0 })
        {
            page.Box("plain", "What the fitted model reproduces, and what it does not", predictive.Statements);
        }
    }

    public static void Write(ReportPage page, ImmutableArray<PredictiveCheck> checks, string heading)
    {
        var styles = new TraceStyles(checks.SelectMany(check => check.Traces).Select(trace => trace.Label));
        if (checks.Length > 0)
        {
            page.Heading(heading, "activity");
            for (var i = 0; i < checks.Length; i++)
            {
                Activity(page, checks[i], styles, i);
            }

            Deviations(page, checks);
            Agreement(page, checks);
        }

        Spectra(page, checks, styles);
    }

    private static void Spectra(ReportPage page, ImmutableArray<PredictiveCheck> checks, TraceStyles styles)
    {
        if (checks.Any(HasSpectra))
        {
            page.Heading("Power spectra", "spectra");
        }

        foreach (var (check, index) in checks.Select((check, index) => (check, index)).Where(pair => HasSpectra(pair.check)))
        {
            page.Figure(
                SpectrumFigure.Draw(check.Spectra, styles, new FigureText(
                    Invariant($"spectra-{index}"), $"{check.Title}: power spectra",
                    $"{check.Title}: power spectral density against frequency of {string.Join(", ", check.Populations)}, one curve for each of: {string.Join(", ", check.Spectra[0].Curves.Select(curve => curve.Label))}.")),
                $"{check.Title}: power spectral density of the population activity (two-sided), neighbouring frequencies averaged. Peaks are rhythms; a model that misses one misses its mechanism.");
        }
    }

    private static bool HasSpectra(PredictiveCheck check) => check.Spectra.Any(spectrum => spectrum.Frequencies.Length > 0);

    private static void Activity(ReportPage page, PredictiveCheck check, TraceStyles styles, int index)
    {
        var bins = check.Traces.Length == 0 || check.Traces[0].Mean.Length == 0 ? 0 : check.Traces[0].Mean[0].Length;
        if (bins == 0)
        {
            return;
        }

        var width = NumberText.Trimmed(check.BinWidth * 1000) + "\u00A0ms";
        var who = string.Join(", ", check.Traces.Select(trace => trace.Label));
        FigureText Text(string part, string title) => new(
            Invariant($"activity-{index}{part}"), title,
            $"{title}: external input above, below it the activity in Hz against time in s of {string.Join(", ", check.Populations)}, with one line for each of: {who}.");
        if (bins <= ActivityFigure.MostBins)
        {
            page.Figure(ActivityFigure.Draw(check, styles, Text("", check.Title), 0, bins, 1), $"Input, and activity of each population in bins of {width}.");
            return;
        }

        var start = ActivityFigure.LiveliestStart(check);
        var seconds = NumberText.Trimmed(ActivityFigure.CloseUpBins * check.BinWidth) + "\u00A0s";
        page.Figure(
            ActivityFigure.Draw(check, styles, Text("-close", check.Title + ", close-up"), start, ActivityFigure.CloseUpBins, 1),
            $"The {seconds} in which the data vary most; activity of each population in bins of {width}.");
        var merged = (bins + 699) / 700;
        page.Figure(
            ActivityFigure.Draw(check, styles, Text("-whole", check.Title + ", whole"), 0, bins, merged),
            $"The whole stretch in bins of {NumberText.Trimmed(merged * check.BinWidth * 1000)}\u00A0ms; bands are left out.");
    }

    private static void Deviations(ReportPage page, ImmutableArray<PredictiveCheck> checks)
    {
        foreach (var (check, index) in checks.Select((check, index) => (check, index)))
        {
            if (ResidualFigure.Residuals(check) is not { } residuals || residuals.All(row => row.Length == 0))
            {
                continue;
            }

            var shares = residuals.Select((row, i) => $"{check.Populations[i]} {NumberText.Percent(ResidualFigure.ShareWithinTwo(row))}");
            page.Figure(
                ResidualFigure.Draw(check, residuals, new FigureText(
                    Invariant($"deviations-{index}"), $"{check.Title}: deviations of the data from the fitted model",
                    "Histogram, for each population, of the data's deviation from the model's mean in units of the model's standard deviation, with the standard normal curve.")),
                $"Single bins of the data against the spread that the fitted model itself predicts. Within two standard deviations: {string.Join(", ", shares)} of the bins (about 95 % when the model is right). The end bars hold all that lies beyond.");
        }
    }

    private static void Agreement(ReportPage page, ImmutableArray<PredictiveCheck> checks)
    {
        // The input has a row of its own: in front of every model it would push the last column off a narrow page.
        var rows = checks.Where(check => check.Agreement.Length > 0).SelectMany(check => check.Agreement
            .SelectMany(row => row.PerPopulation.Length > 1
                ? row.PerPopulation.Select(population => Row($"\u2003\u2003{population.Label}", population)).Prepend(Row($"\u2003{row.Label}", row))
                : [Row($"\u2003{row.Label}", row)])
            .Prepend([check.Title, "", "", "", ""]));
        if (checks.Any(check => check.Agreement.Length > 0))
        {
            page.Table(
                "Agreement with the data (René et al. 2020, equations 32 to 35). Per trial: mean ± SD over pairs of trials; of means: between trial averages, ± bootstrap error. Other trials of the data's own network, where shown, are the best that any model can reach; the population model at the true parameters (of neurons that differ, at their averages) is what theory alone predicts.",
                ["Input, model", "ρ per trial (32)", "RMSE per trial, Hz (33)", "ρ of means (34)", "RMSE of means, Hz (35)"],
                rows);
        }
    }

    private static ImmutableArray<string> Row(string label, AgreementRow row) =>
    [
        label,
        Pair(row.Correlation, row.CorrelationSd, 3), Pair(row.Rmse, row.RmseSd, 2),
        Pair(row.AverageCorrelation, row.AverageCorrelationError, 3), Pair(row.AverageRmse, row.AverageRmseError, 2),
    ];

    private static string Pair(double value, double error, int decimals) =>
        !double.IsFinite(value) ? "—"
        : NumberText.Fixed(value, decimals) + (double.IsFinite(error) ? " ± " + NumberText.Fixed(error, decimals) : "");
}
