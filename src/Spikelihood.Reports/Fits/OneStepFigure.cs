using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Fits;

/// <summary>
/// Where the counts fell in the distributions predicted for them: the residuals' cumulative distribution less the uniform one, which a plot of
/// quantiles would hide in its diagonal, within the band that chance leaves.
/// </summary>
internal static class OneStepFigure
{
    /// <summary>Kolmogorov's limit distribution exceeds this in one case of twenty.</summary>
    private const double BandOfChance = 1.3581;

    /// <summary>An axis shorter than this would make a mountain of a good model's noise.</summary>
    private const double ShortestAxis = 0.06;

    public static Figure Draw(ImmutableArray<ResidualRecord> residuals, FigureText text)
    {
        var band = new Stroke(Palette.Quiet, 0.8);
        var line = Palette.Models[0];
        var columns = Math.Min(2, residuals.Length);
        var high = residuals.Max(record => Math.Max(ShortestAxis, Math.Max(record.Ks, BandOfChance / Math.Sqrt(record.Steps)))) * 1.1;
        var panels = residuals.Select((record, population) =>
        {
            // The ends belong to the curve: nothing lies below 0 or above 1.
            double[] places = [0, .. Enumerable.Range(1, record.Distribution.Length).Select(i => i / (record.Distribution.Length + 1.0)), 1];
            double[] difference = [0, .. record.Distribution.Select((share, i) => share - places[i + 1]), 0];
            var chance = BandOfChance / Math.Sqrt(record.Steps);
            var zero = new LineSeries(band, [0, 1], [0, 0]) { Low = [-chance, -chance], High = [chance, chance] };
            return (Panel)new LinePanel([zero, new LineSeries(line, places, difference)])
            {
                Title = record.Population,
                YLabel = population % columns == 0 ? "Share below − u" : null,
                YRange = new Extent(-high, high),
            };
        });
        return new PanelGrid([.. panels], "u, the count's place in its predicted distribution")
        {
            Columns = columns,
            RowHeights = [100],
            XRange = new Extent(0, 1),
            Legend = [new LegendEntry("data", line), new LegendEntry("95 % of right models stay within", band, Band: true)],
        }.Draw(text);
    }
}
