using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Charts;

/// <summary>The two lines, ticks and numbers about a panel.</summary>
internal static class Axes
{
    public const double NumberSize = 10;
    private const double TickLength = 3.5;
    private static readonly Stroke Line = new(Palette.Axis, 0.9);

    /// <summary>The ticks of a panel's vertical axis at a height.</summary>
    public static IReadOnlyList<Tick> YTicks(Panel panel, double height) =>
        Scale.Of(panel.LogY, panel.DrawnYRange, height, 0).Ticks(Math.Max(2, (int)(height / 30)));

    public static void Draw(SvgCanvas canvas, Box box, Panel panel, Scale x, Scale y, bool hasXTicks, double labelX)
    {
        canvas.Line(box.X, box.Y, box.X, box.Bottom, Line);
        canvas.Line(box.X, box.Bottom, box.Right, box.Bottom, Line);
        if (panel.HasYTicks)
        {
            DrawYTicks(canvas, box, YTicks(panel, box.Height), y);
        }

        DrawXTicks(canvas, box, x, hasXTicks);
        if (panel.YLabel is { } label)
        {
            canvas.Text(labelX, box.CentreY, label, new TextStyle(Anchor: Anchor.Middle, Rotation: -90));
        }
    }

    private static void DrawYTicks(SvgCanvas canvas, Box box, IReadOnlyList<Tick> ticks, Scale y)
    {
        var last = double.NaN;
        foreach (var tick in ticks)
        {
            var place = y.Map(tick.Value);
            canvas.Line(box.X - (tick.Label is null ? TickLength / 2 : TickLength), place, box.X, place, Line);
            // Even steps crowd at the end of a logarithmic axis; a number that would touch the one before is left out.
            if (tick.Label is { } label && !(Math.Abs(place - last) < NumberSize))
            {
                canvas.Text(box.X - TickLength - 3, place + 3.5, label, new TextStyle(NumberSize, Anchor: Anchor.End));
                last = place;
            }
        }
    }

    private static void DrawXTicks(SvgCanvas canvas, Box box, Scale x, bool hasNumbers)
    {
        foreach (var tick in x.Ticks(Math.Max(2, (int)(box.Width / 75))))
        {
            var place = x.Map(tick.Value);
            canvas.Line(place, box.Bottom, place, box.Bottom + (tick.Label is null ? TickLength / 2 : TickLength), Line);
            if (hasNumbers && tick.Label is { } label)
            {
                canvas.Text(place, box.Bottom + TickLength + 10, label, new TextStyle(NumberSize, Anchor: Anchor.Middle));
            }
        }
    }
}
