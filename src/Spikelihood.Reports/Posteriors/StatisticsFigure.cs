using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Posteriors;

/// <summary>Each statistic of the data beside the spread of the simulations, in units of that spread.</summary>
internal static class StatisticsFigure
{
    /// <summary>Quantity of the horizontal axis.</summary>
    public const string XLabel = "(value − mean of simulations) / half width of their central 90 %";

    private const double Farthest = 3;

    public static Figure Draw(ImmutableArray<PredictiveStatistic> statistics, FigureText text) =>
        new ForestPlot([.. statistics.Select(Row)], XLabel, new Extent(-Farthest, Farthest)) { Reference = 0 }.Draw(text);

    /// <summary>What a statistic is called, its populations first.</summary>
    public static string Label(PredictiveStatistic statistic) => $"{string.Join(", ", statistic.Populations)}: {statistic.Quantity}";

    private static ForestRow Row(PredictiveStatistic statistic)
    {
        // Simulations that do not vary have no width; then only whether the data equal them can be shown.
        var half = (statistic.High - statistic.Low) / 2;
        double Place(double value) => half > 0 ? (value - statistic.Mean) / half : value == statistic.Mean ? 0 : Math.Sign(value - statistic.Mean) * 2 * Farthest;
        var unit = statistic.Unit.Length > 0 ? "\u00A0" + statistic.Unit : "";
        return new(
            Label(statistic), Place(statistic.Data),
            new Extent(Place(statistic.Low), Place(statistic.High)), new Extent(Place(statistic.Smallest), Place(statistic.Largest)),
            statistic.Outside,
            $"{NumberText.Significant(statistic.Data)}{unit} ({NumberText.Significant(statistic.Smallest)} to {NumberText.Significant(statistic.Largest)})");
    }
}
