using System.Collections.Immutable;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Charts;

/// <summary>One estimate with its uncertainty.</summary>
/// <param name="Label">Name of the row.</param>
/// <param name="Value">The estimate; NaN leaves the row empty.</param>
/// <param name="Inner">An interval drawn thick, or null.</param>
/// <param name="Outer">An interval drawn thin, or null.</param>
/// <param name="IsMarked">Drawn as what needs attention.</param>
/// <param name="Note">Words at the right of the row.</param>
public sealed record ForestRow(string Label, double Value, Extent? Inner, Extent? Outer, bool IsMarked, string? Note = null);

/// <summary>Estimates and intervals, a row each, about a common reference.</summary>
/// <param name="Rows">From the top.</param>
/// <param name="XLabel">Quantity of the horizontal axis.</param>
/// <param name="Range">The horizontal axis; what lies beyond it ends in an arrow.</param>
public sealed record ForestPlot(ImmutableArray<ForestRow> Rows, string XLabel, Extent Range)
{
    private const double RowHeight = 19;

    /// <summary>The reference, or null for none.</summary>
    public double? Reference { get; init; }

    /// <summary>A shaded range in every row, or null.</summary>
    public Extent? Shaded { get; init; }

    /// <summary>Samples above the rows.</summary>
    public ImmutableArray<LegendEntry> Legend { get; init; } = [];

    /// <summary>Draws the figure.</summary>
    public Figure Draw(FigureText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var left = Rows.Max(row => TextMetrics.Width(row.Label, 11)) + 14;
        var right = Rows.Max(row => TextMetrics.Width(row.Note ?? "", 10)) + 20;
        var top = 8 + Charts.Legend.Height(Legend, Figure.PageWidth - left - 10) + 4;
        var box = new Box(left, top, Figure.PageWidth - left - right, Rows.Length * RowHeight + 4);
        var canvas = new SvgCanvas(text.Id, Figure.PageWidth, box.Bottom + 40, text.Title, text.Description);
        var x = new LinearScale(Range, box.X, box.Right);
        Charts.Legend.Draw(canvas, box.X, 4, Figure.PageWidth - left - 10, Legend);
        if (Shaded is { } shaded)
        {
            canvas.Rectangle(new Box(x.Map(shaded.Low), box.Y, x.Map(shaded.High) - x.Map(shaded.Low), box.Height), "#eeeeee");
        }

        if (Reference is { } reference)
        {
            canvas.Line(x.Map(reference), box.Y, x.Map(reference), box.Bottom, new Stroke(Palette.Ink, 1));
        }

        for (var i = 0; i < Rows.Length; i++)
        {
            var y = box.Y + 2 + (i + 0.5) * RowHeight;
            canvas.Text(left - 8, y + 4, Rows[i].Label, new TextStyle(Anchor: Anchor.End));
            canvas.Text(box.Right + 8, y + 3.5, Rows[i].Note ?? "", new TextStyle(10, Palette.Quiet));
            DrawRow(canvas, Rows[i], x, y);
        }

        DrawAxis(canvas, box, x);
        return new Figure(text.Title, canvas.Finish());
    }

    private static void DrawRow(SvgCanvas canvas, ForestRow row, LinearScale x, double y)
    {
        if (!double.IsFinite(row.Value))
        {
            return;
        }

        var colour = row.IsMarked ? Palette.Vermilion : Palette.Blue;
        DrawInterval(canvas, row.Outer, x, y, new Stroke(colour, 1.1));
        DrawInterval(canvas, row.Inner, x, y, new Stroke(colour, 3.2));
        if (row.Value >= x.Range.Low && row.Value <= x.Range.High)
        {
            new Marker(row.IsMarked ? MarkerShape.Ring : MarkerShape.Disc, colour, 4).Draw(canvas, x.Map(row.Value), y);
        }
        else
        {
            Arrow(canvas, x, row.Value, y, colour);
        }
    }

    private static void DrawInterval(SvgCanvas canvas, Extent? interval, LinearScale x, double y, Stroke stroke)
    {
        if (interval is not { } known || known.IsEmpty)
        {
            return;
        }

        var low = Math.Clamp(known.Low, x.Range.Low, x.Range.High);
        var high = Math.Clamp(known.High, x.Range.Low, x.Range.High);
        canvas.Line(x.Map(low), y, x.Map(high), y, stroke);
        foreach (var end in new[] { known.Low, known.High }.Where(end => end < x.Range.Low || end > x.Range.High))
        {
            Arrow(canvas, x, end, y, stroke.Colour);
        }
    }

    private static void Arrow(SvgCanvas canvas, LinearScale x, double beyond, double y, string colour)
    {
        var (tip, back) = beyond < x.Range.Low ? (x.From, 6) : (x.To, -6);
        canvas.Polygon([(tip, y), (tip + back, y - 3.5), (tip + back, y + 3.5)], colour, 1);
    }

    private void DrawAxis(SvgCanvas canvas, Box box, LinearScale x)
    {
        var line = new Stroke(Palette.Axis, 0.9);
        canvas.Line(box.X, box.Bottom, box.Right, box.Bottom, line);
        foreach (var tick in x.Ticks(6))
        {
            canvas.Line(x.Map(tick.Value), box.Bottom, x.Map(tick.Value), box.Bottom + 3.5, line);
            canvas.Text(x.Map(tick.Value), box.Bottom + 14, tick.Label!, new TextStyle(Axes.NumberSize, Anchor: Anchor.Middle));
        }

        canvas.Text(box.CentreX, box.Bottom + 32, XLabel, new TextStyle(Anchor: Anchor.Middle));
    }
}
