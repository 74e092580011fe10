using System.Collections.Immutable;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Charts;

/// <summary>A line, with a band about it when <see cref="Low"/> and <see cref="High"/> are given.</summary>
/// <param name="Stroke">How it is drawn.</param>
/// <param name="X">Horizontal values, rising.</param>
/// <param name="Y">Vertical values; NaN leaves a gap.</param>
public sealed record LineSeries(Stroke Stroke, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>Lower edge of the band, or null.</summary>
    public IReadOnlyList<double>? Low { get; init; }

    /// <summary>Upper edge of the band, or null.</summary>
    public IReadOnlyList<double>? High { get; init; }

    /// <summary>Most points that are drawn; peaks survive.</summary>
    public int MostPoints { get; init; } = 2400;
}

/// <summary>Lines and bands against a common axis.</summary>
/// <param name="Series">Drawn in this order, all bands below all lines.</param>
public sealed record LinePanel(ImmutableArray<LineSeries> Series) : Panel
{
    internal const double BandOpacity = 0.22;

    /// <summary>Levels drawn across the whole panel, above the lines.</summary>
    public ImmutableArray<(double Level, Stroke Stroke)> Levels { get; init; } = [];

    /// <inheritdoc/>
    public override Extent XExtent => Extent.Of(Series.SelectMany(series => series.X));

    /// <inheritdoc/>
    public override Extent YExtent => Extent.Of(
        Series.SelectMany(series => series.Y.Concat(series.Low ?? []).Concat(series.High ?? []))
            .Concat(Levels.Select(level => level.Level))
            .Where(value => !LogY || value > 0));

    /// <inheritdoc/>
    public override void Draw(SvgCanvas canvas, Scale x, Scale y)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        foreach (var series in Series.Where(series => series.Low is not null && series.High is not null))
        {
            DrawBand(canvas, series, x, y);
        }

        foreach (var series in Series)
        {
            canvas.Polyline(Kept(series).Select(i => (x.Map(series.X[i]), y.Map(series.Y[i]))), series.Stroke);
        }

        foreach (var (level, stroke) in Levels.Where(level => double.IsFinite(y.Map(level.Level))))
        {
            canvas.Line(x.From, y.Map(level), x.To, y.Map(level), stroke);
        }
    }

    private static IReadOnlyList<int> Kept(LineSeries series) => Decimation.KeepPeaks(series.Y, Math.Max(1, series.MostPoints / 4));

    private static void DrawBand(SvgCanvas canvas, LineSeries series, Scale x, Scale y)
    {
        var run = new List<(double X, double Low, double High)>();
        foreach (var i in Kept(series))
        {
            // On a logarithmic axis a band that reaches 0 reaches the axis.
            var low = y is LogScale && series.Low![i] <= 0 ? y.From : y.Map(series.Low![i]);
            var high = y.Map(series.High![i]);
            if (double.IsFinite(low) && double.IsFinite(high))
            {
                run.Add((x.Map(series.X[i]), low, high));
            }
            else
            {
                DrawRun(canvas, run, series.Stroke);
            }
        }

        DrawRun(canvas, run, series.Stroke);
    }

    private static void DrawRun(SvgCanvas canvas, List<(double X, double Low, double High)> run, Stroke stroke)
    {
        if (run.Count > 1)
        {
            var outline = run.Select(point => (point.X, point.High)).Concat(run.AsEnumerable().Reverse().Select(point => (point.X, point.Low)));
            canvas.Polygon(outline, stroke.Colour, BandOpacity);
        }

        run.Clear();
    }
}
