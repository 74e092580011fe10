using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Fits;

/// <summary>Each count against the fitted model's prediction from all earlier ones: a table of sizes and p-values, and where the counts fell.</summary>
internal static class OneStepSection
{
    public static void Write(ReportPage page, ImmutableArray<ResidualRecord> residuals)
    {
        if (residuals.IsDefaultOrEmpty)
        {
            return;
        }

        page.Heading("Predictions step by step", "one-step");
        page.Table(
            "Each step's count against the distribution that the fitted model predicts for it from all earlier counts: predicted over observed spikes (± chance), scatter over the binomial variance, largest distance of the residuals from uniform (Kolmogorov-Smirnov) and their largest autocorrelation (Ljung-Box). With many steps small errors are significant: judge sizes, not p alone.",
            ["Population", "Predicted / observed", "Scatter", "Distance", "p", "Autocorrelation", "p", "Verdict"],
            residuals.Select(record => ImmutableArray.Create(
                record.Population,
                double.IsFinite(record.Ratio) ? $"{NumberText.Fixed(record.Ratio, 3)} ± {NumberText.Fixed(record.RatioError, 3)}" : "—",
                NumberText.Fixed(record.Dispersion, 2), NumberText.Fixed(record.Ks, 3), P(record.KsP),
                NumberText.Fixed(record.Autocorrelation.Max(Math.Abs), 2), P(record.LjungBoxP), record.Misfit ? "misfit" : "as predicted")));
        page.Figure(
            OneStepFigure.Draw(residuals, new FigureText(
                "one-step-residuals", "Residuals of the one-step predictions",
                $"Cumulative distribution of the residuals less the uniform one against their value, for {string.Join(", ", residuals.Select(record => record.Population))}, with the band that chance leaves.")),
            "Above zero on the left: too many counts in the lower tail of what was predicted; a slope down through the middle: the counts scatter more widely than predicted. A line below zero throughout: more spikes than predicted; above zero: fewer.");
    }

    private static string P(double value) => value < 0.001 ? "< 0.001" : NumberText.Fixed(value, 3);
}
