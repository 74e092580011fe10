using System.Collections.Immutable;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Charts;

/// <summary>A point.</summary>
/// <param name="X">Horizontal value.</param>
/// <param name="Y">Vertical value.</param>
/// <param name="Marker">How it is drawn.</param>
public sealed record ScatterPoint(double X, double Y, Marker Marker);

/// <summary>A level with its meaning in words at the right of the panel.</summary>
/// <param name="Y">Vertical value.</param>
/// <param name="Label">Its meaning; several levels' labels are moved apart.</param>
/// <param name="Stroke">Line across the panel, or null for the label alone.</param>
public sealed record LabelledLevel(double Y, string Label, Stroke? Stroke);

/// <summary>Points, and levels that are named at the right edge.</summary>
/// <param name="Points">Later ones on top.</param>
public sealed record ScatterPanel(ImmutableArray<ScatterPoint> Points) : Panel
{
    private const double FontSize = 11;

    /// <summary>Named levels.</summary>
    public ImmutableArray<LabelledLevel> Levels { get; init; } = [];

    /// <summary>Space that the names need at the right of the panel, px.</summary>
    public double LabelWidth => Levels.Length == 0 ? 0 : Levels.Max(level => TextMetrics.Width(level.Label, FontSize)) + 20;

    /// <inheritdoc/>
    public override Extent XExtent => Extent.Of(Points.Select(point => point.X));

    /// <inheritdoc/>
    public override Extent YExtent => Extent.Of(Points.Select(point => point.Y).Concat(Levels.Select(level => level.Y)));

    /// <inheritdoc/>
    public override void Draw(SvgCanvas canvas, Scale x, Scale y)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        foreach (var level in Levels.Where(level => level.Stroke is not null))
        {
            canvas.Line(x.From, y.Map(level.Y), x.To, y.Map(level.Y), level.Stroke!);
        }

        foreach (var point in Points)
        {
            point.Marker.Draw(canvas, x.Map(point.X), y.Map(point.Y));
        }
    }

    /// <summary>Writes the names of the levels right of the axes.</summary>
    public void DrawLabels(SvgCanvas canvas, Scale x, Scale y)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var wanted = Levels.Select(level => y.Map(level.Y)).ToArray();
        var (top, bottom) = (Math.Min(y.From, y.To), Math.Max(y.From, y.To));
        var places = LabelSpreading.Spread(wanted, FontSize + 3, top, bottom);
        for (var i = 0; i < places.Length; i++)
        {
            canvas.Polyline([(x.To + 2, wanted[i]), (x.To + 6, wanted[i]), (x.To + 13, places[i]), (x.To + 16, places[i])], new Stroke(Palette.Axis, 0.8));
            canvas.Text(x.To + 19, places[i] + 4, Levels[i].Label, new TextStyle(FontSize));
        }
    }
}
