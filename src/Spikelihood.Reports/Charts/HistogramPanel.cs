using System.Collections.Immutable;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Charts;

/// <summary>Bars that touch: how often values fell between edges; optionally with a smooth curve to compare with.</summary>
/// <param name="Edges">Rising, one more than the bars.</param>
/// <param name="Heights">One for each bar.</param>
/// <param name="Fill">The bars' colour.</param>
public sealed record HistogramPanel(ImmutableArray<double> Edges, ImmutableArray<double> Heights, string Fill) : Panel
{
    /// <summary>A curve over the bars, or null.</summary>
    public LineSeries? Curve { get; init; }

    /// <summary>Values marked by a line across the panel's height.</summary>
    public ImmutableArray<(double Value, Stroke Stroke)> Marks { get; init; } = [];

    /// <inheritdoc/>
    public override Extent XExtent => Extent.Of(Edges);

    /// <inheritdoc/>
    public override Extent YExtent => Extent.Of(Heights.Concat(Curve?.Y ?? [])).With(0);

    /// <summary>Counts of values between edges; values beyond the ends count in the end bars, NaN in none.</summary>
    /// <param name="values">Any order.</param>
    /// <param name="edges">Equally spaced, rising.</param>
    public static ImmutableArray<double> Count(IEnumerable<double> values, ImmutableArray<double> edges)
    {
        ArgumentNullException.ThrowIfNull(values);
        var counts = new double[edges.Length - 1];
        var width = (edges[^1] - edges[0]) / counts.Length;
        foreach (var value in values.Where(value => !double.IsNaN(value)))
        {
            counts[(int)Math.Clamp(Math.Floor((value - edges[0]) / width), 0, counts.Length - 1)]++;
        }

        return [.. counts];
    }

    /// <inheritdoc/>
    public override void Draw(SvgCanvas canvas, Scale x, Scale y)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var outline = new List<(double X, double Y)> { (x.Map(Edges[0]), y.Map(0)) };
        for (var bar = 0; bar < Heights.Length; bar++)
        {
            outline.Add((x.Map(Edges[bar]), y.Map(Heights[bar])));
            outline.Add((x.Map(Edges[bar + 1]), y.Map(Heights[bar])));
        }

        outline.Add((x.Map(Edges[^1]), y.Map(0)));
        canvas.Polygon(outline, Fill, 0.35);
        canvas.Polyline(outline, new Stroke(Fill, 1));
        if (Curve is { } curve)
        {
            canvas.Polyline(curve.X.Zip(curve.Y, (a, b) => (x.Map(a), y.Map(b))), curve.Stroke);
        }

        foreach (var (value, stroke) in Marks.Where(mark => double.IsFinite(x.Map(mark.Value))))
        {
            canvas.Line(x.Map(value), y.From, x.Map(value), y.To, stroke);
        }
    }
}
