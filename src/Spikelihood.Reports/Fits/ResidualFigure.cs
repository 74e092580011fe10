using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Fits;

/// <summary>
/// How far single bins of a single recorded trial lie from the fitted model's mean, in the model's own standard deviations: for a model
/// that describes the data the histogram follows the standard normal curve.
/// </summary>
internal static class ResidualFigure
{
    private static readonly double[] Edges = [.. Enumerable.Range(0, 21).Select(i => -5 + 0.5 * i)];

    /// <summary>(data − mean) / (SD sqrt(1 + 1/R)) of every bin of each population; null when the check does not hold them.</summary>
    /// <remarks>The root accounts for the mean being one over R trials only. Bins in which neither varies are left out.</remarks>
    public static double[][]? Residuals(PredictiveCheck check)
    {
        var data = check.Traces.FirstOrDefault();
        var model = check.Traces.Skip(1).FirstOrDefault(trace => TraceStyles.IsFitted(trace.Label));
        if (data is not { Trials: 1 } || model is null || model.Trials < 5 || model.StandardDeviation.Length != data.Mean.Length)
        {
            return null;
        }

        var spread = Math.Sqrt(1 + 1.0 / model.Trials);
        return
        [
            .. data.Mean.Select((row, population) => row
                .Select((value, bin) => (value - model.Mean[population][bin]) / (spread * model.StandardDeviation[population][bin]))
                .Where(residual => !double.IsNaN(residual))
                .ToArray()),
        ];
    }

    /// <summary>Share of the residuals within two standard deviations.</summary>
    public static double ShareWithinTwo(IReadOnlyCollection<double> residuals) =>
        residuals.Count == 0 ? double.NaN : residuals.Count(residual => Math.Abs(residual) <= 2) / (double)residuals.Count;

    public static Figure Draw(PredictiveCheck check, double[][] residuals, FigureText text)
    {
        var fine = Enumerable.Range(0, 201).Select(i => -5 + 0.05 * i).ToArray();
        // The share of a bar half a unit wide.
        var normal = fine.Select(z => 0.5 * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)).ToArray();
        var curve = new LineSeries(new Stroke(Palette.Ink, 1.2), fine, normal);
        var shares = residuals.Select(values => HistogramPanel.Count(values, [.. Edges]).Select(count => count / Math.Max(1, values.Length)).ToArray()).ToArray();
        var range = new Extent(0, Math.Max(0.2, shares.Max(row => row.Max())) * 1.05);
        var panels = residuals.Select((_, population) => (Panel)new HistogramPanel(
            [.. Edges], [.. shares[population]], Palette.Vermilion)
        {
            Curve = curve,
            Title = check.Populations[population],
            YLabel = population % 2 == 0 ? "Share of bins" : null,
            YRange = range,
        });
        return new PanelGrid([.. panels], "(data − model mean) / model SD")
        {
            Columns = Math.Min(2, residuals.Length),
            RowHeights = [96],
            XRange = new Extent(-5, 5),
            Legend =
            [
                new LegendEntry("data against the fitted model", new Stroke(Palette.Vermilion, 1), Band: true),
                new LegendEntry("expected when the model is right", curve.Stroke),
            ],
        }.Draw(text);
    }
}
