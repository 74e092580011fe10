using System.Collections.Immutable;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Charts;

/// <summary>
/// Every pair of several variables: below the diagonal the draws with the ellipse of two standard deviations, on the diagonal each variable alone
/// (Figure 11 of René et al. 2020).
/// </summary>
/// <param name="Axes">The variables, at least two.</param>
/// <param name="Shown">The draws that are drawn; moments are of all.</param>
/// <param name="Marked">Draws that are marked by a cross.</param>
public sealed record PairPlot(ImmutableArray<PairAxis> Axes, ImmutableArray<int> Shown, ImmutableArray<int> Marked)
{
    /// <summary>Most variables whose axes have numbers; with more the names alone fit.</summary>
    public const int LargestWithNumbers = 8;

    private const double Sigmas = 2;
    private static readonly Stroke EllipseStroke = new("#00436B", 1.2);
    private static readonly Stroke TruthStroke = new("#000000", 1.1);
    private static readonly Stroke Frame = new("#bbbbbb", 0.6);

    /// <summary>What the true values are called, in the legend.</summary>
    public string TruthName { get; init; } = "truth";

    /// <summary>What the marked draws are called, in the legend.</summary>
    public string MarkedName { get; init; } = "divergent draws";

    /// <summary>Draws the figure.</summary>
    public Figure Draw(FigureText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var layout = new PairPlotLayout(Axes);
        var canvas = new SvgCanvas(text.Id, Figure.PageWidth, layout.Height, text.Title, text.Description);
        for (var row = 0; row < Axes.Length; row++)
        {
            for (var column = 0; column < row; column++)
            {
                DrawPair(canvas, layout.Cell(row, column), Axes[column], Axes[row]);
            }

            DrawAlone(canvas, layout.Cell(row, row), Axes[row]);
        }

        layout.DrawNames(canvas);
        layout.DrawLegend(canvas, [.. Entries()]);
        return new Figure(text.Title, canvas.Finish());
    }

    private IEnumerable<LegendEntry> Entries()
    {
        yield return new LegendEntry("draws", Marker: new Marker(MarkerShape.Disc, Palette.Cloud, 3));
        yield return new LegendEntry("2 SD ellipse", EllipseStroke);
        if (Axes.Any(axis => axis.Truth is not null))
        {
            yield return new LegendEntry(TruthName, Marker: new Marker(MarkerShape.Disc, "#000000", 3));
        }

        if (!Marked.IsEmpty)
        {
            yield return new LegendEntry(MarkedName, Marker: new Marker(MarkerShape.Cross, Palette.Vermilion, 4));
        }
    }

    private void DrawPair(SvgCanvas canvas, Box cell, PairAxis first, PairAxis second)
    {
        var x = Scale.Of(first.IsLogarithmic, first.Range, cell.X, cell.Right);
        var y = Scale.Of(second.IsLogarithmic, second.Range, cell.Bottom, cell.Y);
        (double X, double Y) At(int draw) => (x.Map(first.Values[draw]), y.Map(second.Values[draw]));
        bool IsInside((double X, double Y) point) =>
            point.X >= cell.X - 2 && point.X <= cell.Right + 2 && point.Y >= cell.Y - 2 && point.Y <= cell.Bottom + 2;

        var isLarge = cell.Width > 60;
        canvas.Rectangle(cell, "#ffffff", stroke: Frame);
        canvas.OpenClip(cell);
        // Few draws are small to the eye.
        var diameter = (isLarge ? 1.7 : 1.2) + (Shown.Length < 300 ? 0.8 : 0);
        canvas.Dots(Shown.Select(At).Where(IsInside), diameter, Palette.Cloud, 0.75);
        canvas.Crosses(Marked.Select(At).Where(IsInside), isLarge ? 2.2 : 1.5, new Stroke(Palette.Vermilion, isLarge ? 1.1 : 0.8));
        var ellipse = CovarianceEllipse.Of([.. first.Values.Select(first.Place)], [.. second.Values.Select(second.Place)]);
        canvas.Polyline(ellipse.Outline(Sigmas, 49).Select(point => (x.Map(first.Value(point.X)), y.Map(second.Value(point.Y)))), EllipseStroke);
        if (first.Truth is { } trueX && second.Truth is { } trueY && double.IsFinite(x.Map(trueX)) && double.IsFinite(y.Map(trueY)))
        {
            canvas.Circle(x.Map(trueX), y.Map(trueY), isLarge ? 3 : 2, "#000000", new Stroke("#ffffff", isLarge ? 1 : 0.7));
        }

        canvas.CloseClip();
    }

    private static void DrawAlone(SvgCanvas canvas, Box cell, PairAxis axis)
    {
        var low = axis.Place(axis.Range.Low);
        var width = (axis.Place(axis.Range.High) - low) / 24;
        ImmutableArray<double> places = [.. Enumerable.Range(0, 25).Select(i => low + i * width)];
        var heights = HistogramPanel.Count(axis.Values.Select(axis.Place), places);
        var panel = new HistogramPanel([.. places.Select(axis.Value)], heights, Palette.Blue)
        {
            Marks = axis.Truth is { } truth ? [(truth, TruthStroke)] : [],
        };
        canvas.OpenClip(cell);
        panel.Draw(
            canvas, Scale.Of(axis.IsLogarithmic, axis.Range, cell.X, cell.Right),
            new LinearScale(new Extent(0, Math.Max(1, heights.Max()) * 1.08), cell.Bottom, cell.Y));
        canvas.CloseClip();
        canvas.Line(cell.X, cell.Bottom, cell.Right, cell.Bottom, Frame);
    }
}
