using System.Collections.Immutable;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Charts;

/// <summary>A square matrix of correlations as colours from −1 to 1, with a colour bar; small matrices also show the numbers.</summary>
/// <param name="Names">Names of rows and columns.</param>
/// <param name="Values">[row][column], −1 to 1; NaN is left white.</param>
public sealed record HeatMap(ImmutableArray<string> Names, ImmutableArray<ImmutableArray<double>> Values)
{
    /// <summary>Largest matrix whose cells hold numbers; beyond it a sign marks strong correlations, so that grey print shows them.</summary>
    public const int LargestWithNumbers = 20;

    private const double MarkedFrom = 0.5;

    /// <summary>Draws the figure.</summary>
    public Figure Draw(FigureText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var count = Names.Length;
        var fontSize = count <= 24 ? 10.5 : 8.5;
        var margin = Names.Max(name => TextMetrics.Width(name, fontSize)) + 8;
        const double bar = 64;
        var cell = Math.Min(42, (Figure.PageWidth - margin - bar) / count);
        var box = new Box(margin, margin, cell * count, cell * count);
        // A lone parameter would leave no room for the colour bar.
        var height = margin + Math.Max(box.Height, 60) + 10;
        var canvas = new SvgCanvas(text.Id, Figure.PageWidth, height, text.Title, text.Description);
        for (var row = 0; row < count; row++)
        {
            var middle = (row + 0.5) * cell;
            canvas.Text(margin - 5, box.Y + middle + fontSize * 0.35, Names[row], new TextStyle(fontSize, Anchor: Anchor.End));
            canvas.Text(box.X + middle + fontSize * 0.35, margin - 5, Names[row], new TextStyle(fontSize, Rotation: -90));
            for (var column = 0; column < count; column++)
            {
                DrawCell(canvas, new Box(box.X + column * cell, box.Y + row * cell, cell, cell), Values[row][column], row == column, count);
            }
        }

        DrawBar(canvas, new Box(box.Right + 16, box.Y, 12, Math.Clamp(box.Height, 60, 260)));
        return new Figure(text.Title, canvas.Finish());
    }

    private static void DrawCell(SvgCanvas canvas, Box cell, double value, bool isDiagonal, int count)
    {
        var known = double.IsFinite(value);
        var fill = isDiagonal ? "#dddddd" : known ? Palette.Diverging.At((value + 1) / 2) : "#ffffff";
        canvas.Rectangle(cell, fill, stroke: new Stroke("#ffffff", 0.6));
        if (isDiagonal || !known)
        {
            return;
        }

        var letters = !Palette.Diverging.IsDark((value + 1) / 2) ? Palette.Ink : "#ffffff";
        if (count <= LargestWithNumbers)
        {
            var size = Math.Min(10.5, cell.Width * 0.33);
            canvas.Text(cell.CentreX, cell.CentreY + size * 0.36, Number(value), new TextStyle(size, letters, Anchor.Middle));
        }
        else if (Math.Abs(value) >= MarkedFrom)
        {
            canvas.Text(cell.CentreX, cell.CentreY + 3.5, value < 0 ? "−" : "+", new TextStyle(10, letters, Anchor.Middle));
        }
    }

    // Two decimals without the zero that all of them would share.
    private static string Number(double value)
    {
        var text = NumberText.Fixed(value, 2);
        return Math.Abs(value) < 0.995 ? text.Replace("0.", ".", StringComparison.Ordinal) : NumberText.Fixed(value, 0);
    }

    private static void DrawBar(SvgCanvas canvas, Box box)
    {
        const int Steps = 60;
        for (var i = 0; i < Steps; i++)
        {
            var slice = new Box(box.X, box.Y + box.Height * i / Steps, box.Width, box.Height / Steps + 0.5);
            canvas.Rectangle(slice, Palette.Diverging.At(1 - (i + 0.5) / Steps));
        }

        var scale = new LinearScale(new Extent(-1, 1), box.Bottom, box.Y);
        foreach (var tick in scale.Ticks(box.Height > 100 ? 5 : 2))
        {
            canvas.Line(box.Right, scale.Map(tick.Value), box.Right + 3, scale.Map(tick.Value), new Stroke(Palette.Axis, 0.9));
            canvas.Text(box.Right + 5, scale.Map(tick.Value) + 3.5, tick.Label!, new TextStyle(Axes.NumberSize));
        }
    }
}
