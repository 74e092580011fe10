using System.Collections.Immutable;
using Spikelihood.Inference.Calibration;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;
using Spikelihood.Studies.Calibration;

namespace Spikelihood.Reports.Calibration;

/// <summary>Small multiples of ranks, one for each parameter and joint quantity.</summary>
/// <param name="record">The calibration.</param>
internal sealed class CalibrationFigures(CalibrationRecord record)
{
    private const int Columns = 4;
    private static readonly Stroke Band = new(Palette.Quiet, 0.8, "3 2");

    private static readonly ImmutableArray<LegendEntry> Legend =
    [
        new("uniform ranks: 95 % stay inside everywhere", Band, Band: true),
        new("calibrated", new Stroke(Palette.Blue, 2)),
        new("not calibrated", new Stroke(Palette.Vermilion, 2)),
    ];

    private KeyValuePair<string, RankedQuantity>[] All => [.. record.Parameters, .. record.Joint];

    private int Cases => All[0].Value.Ranks.Length;

    /// <summary>Histograms of the ranks.</summary>
    public Figure Histograms()
    {
        var tallest = All.Max(pair => pair.Value.Histogram.Max());
        var range = new Extent(0, 1.08 * Math.Max(tallest, record.Limits.BarHigh));
        return Grid(All.Select((pair, i) => (Panel)new RankPanel(Bars(pair.Value), BarBand(pair.Value.Histogram.Length))
        {
            Title = pair.Key,
            YLabel = i % Columns == 0 ? "data sets" : null,
            HasYTicks = i % Columns == 0,
            YRange = range,
        })).Draw(new FigureText(
            "ranks",
            "Rank histograms",
            "How many data sets have their truth at each rank among the draws of its posterior, for every parameter and joint quantity. " + Spoken()));
    }

    /// <summary>Cumulative distributions of the ranks less the uniform one.</summary>
    public Figure Differences()
    {
        var places = Enumerable.Range(1, record.RankedDraws).Select(i => i / (record.RankedDraws + 1.0)).ToArray();
        double[] Less(IEnumerable<int> cumulative) => [0, .. cumulative.Select((count, i) => count / (double)Cases - places[i]), 0];
        double[] x = [0, .. places, 1];
        var band = new LineSeries(Band, x, [.. x.Select(_ => 0.0)]) { Low = Less(record.Limits.EcdfLow), High = Less(record.Limits.EcdfHigh) };
        var curves = All.Select(pair => Less(Cumulative(pair.Value.Ranks))).ToArray();
        var height = 1.05 * curves.SelectMany(curve => curve).Concat(band.Low).Concat(band.High).Max(Math.Abs);
        return Grid(All.Select((pair, i) => (Panel)new LinePanel([band, new LineSeries(new Stroke(Colour(pair.Value), 1.3), x, curves[i])])
        {
            Title = pair.Key,
            YLabel = i % Columns == 0 ? "ECDF − uniform" : null,
            HasYTicks = i % Columns == 0,
            YRange = new Extent(-height, height),
        })).Draw(new FigureText(
            "ecdf",
            "Cumulative ranks less the uniform distribution",
            "The same ranks without bins: the share of truths below each rank less what it should be. " + Spoken()));
    }

    private static PanelGrid Grid(IEnumerable<Panel> panels) => new([.. panels], "rank of the truth among the draws, as a share")
    {
        Columns = Columns,
        RowHeights = [84],
        XRange = new Extent(0, 1),
        Legend = Legend,
    };

    private static HistogramPanel Bars(RankedQuantity quantity) => new(
        [.. Enumerable.Range(0, quantity.Histogram.Length + 1).Select(i => i / (double)quantity.Histogram.Length)],
        [.. quantity.Histogram.Select(height => (double)height)], Colour(quantity));

    private LineSeries BarBand(int bars)
    {
        var expected = Cases / (double)bars;
        return new(Band, [0, 1], [expected, expected]) { Low = [record.Limits.BarLow, record.Limits.BarLow], High = [record.Limits.BarHigh, record.Limits.BarHigh] };
    }

    private IEnumerable<int> Cumulative(ImmutableArray<int> ranks)
    {
        var sorted = ranks.Sort();
        var below = 0;
        for (var i = 1; i <= record.RankedDraws; i++)
        {
            while (below < sorted.Length && sorted[below] < i)
            {
                below++;
            }

            yield return below;
        }
    }

    private string Spoken()
    {
        var wrong = All.Where(pair => pair.Value.Verdict != CalibrationVerdict.Calibrated).Select(pair => $"{pair.Key} is {pair.Value.Verdict.InWords()}").ToArray();
        return wrong.Length == 0 ? "All are calibrated." : string.Join("; ", wrong) + "; the others are calibrated.";
    }

    private static string Colour(RankedQuantity quantity) => quantity.Verdict == CalibrationVerdict.Calibrated ? Palette.Blue : Palette.Vermilion;
}
