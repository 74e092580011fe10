using System.Collections.Immutable;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Charts;

/// <summary>Where the cells of a <see cref="PairPlot"/> stand, and what is written about them.</summary>
internal sealed class PairPlotLayout
{
    private const double LargestCell = 200;
    private const double RightMargin = 22;
    private const double Top = 8;
    private static readonly Stroke Line = new(Palette.Axis, 0.8);
    private readonly ImmutableArray<PairAxis> _axes;
    private readonly bool _hasNumbers;
    private readonly double _left;
    private readonly double _bottom;
    private readonly double _pitch;
    private readonly double _gap;

    public PairPlotLayout(ImmutableArray<PairAxis> axes)
    {
        _axes = axes;
        _hasNumbers = axes.Length <= PairPlot.LargestWithNumbers;
        var names = axes.Max(axis => TextMetrics.Width(axis.Name, NameSize)) + 8;
        _gap = _hasNumbers ? 7 : 3;
        _left = _hasNumbers ? 30 + axes.Skip(1).Max(NumberWidth) + 10 : names;
        _pitch = Math.Min(LargestCell, (Figure.PageWidth - _left - (_hasNumbers ? RightMargin : 4)) / axes.Length);
        _bottom = _hasNumbers ? 48 : names;
    }

    public double Height => Top + _pitch * _axes.Length + _bottom;

    private double NameSize => _hasNumbers ? 11 : 9.5;

    private double Size => _pitch - _gap;

    public Box Cell(int row, int column) => new(_left + column * _pitch, Top + row * _pitch, Size, Size);

    /// <summary>Names, and numbers where they fit, left of the rows and below the columns.</summary>
    public void DrawNames(SvgCanvas canvas)
    {
        for (var i = 0; i < _axes.Length; i++)
        {
            if (_hasNumbers)
            {
                DrawColumnAxis(canvas, Cell(_axes.Length - 1, i), _axes[i]);
                if (i > 0)
                {
                    DrawRowAxis(canvas, Cell(i, 0), _axes[i]);
                }

                continue;
            }

            var (row, column, own) = (Cell(i, 0), Cell(_axes.Length - 1, i), Cell(i, i));
            canvas.Text(_left - 5, row.CentreY + 3.4, _axes[i].Name, new TextStyle(NameSize, Anchor: Anchor.End));
            canvas.Text(column.CentreX + 3.4, column.Bottom + 6, _axes[i].Name, new TextStyle(NameSize, Anchor: Anchor.End, Rotation: -90));
            if (i > 1 && own.Right + 4 + TextMetrics.Width(_axes[i].Name, NameSize) < Figure.PageWidth)
            {
                // In the middle of a large figure the margins are far away.
                canvas.Text(own.Right + 4, own.CentreY + 3.4, _axes[i].Name, new TextStyle(NameSize, Palette.Quiet));
            }
        }
    }

    /// <summary>Samples in the empty corner above the diagonal.</summary>
    public void DrawLegend(SvgCanvas canvas, ImmutableArray<LegendEntry> entries)
    {
        var width = entries.Max(entry => Legend.Width([entry])) + 1;
        // Beside two cells only there is more room than in the corner itself.
        var x = Math.Min(Figure.PageWidth - width - 6, Cell(0, _axes.Length - 1).Right + (_axes.Length <= 3 ? 24 : -width));
        Legend.Draw(canvas, Math.Max(Cell(0, 0).Right + (_hasNumbers ? 16 : 96), x), Top, width, entries);
    }

    private static double NumberWidth(PairAxis axis) => Ticks(axis).Max(tick => TextMetrics.Width(tick.Label ?? "", Axes.NumberSize));

    private static IReadOnlyList<Tick> Ticks(PairAxis axis) =>
        Scale.Of(axis.IsLogarithmic, axis.Range, 0, 1).Ticks(2) is { Count: > 0 } ticks ? ticks : [new Tick(axis.Range.Low, null)];

    private static void DrawRowAxis(SvgCanvas canvas, Box cell, PairAxis axis)
    {
        var y = Scale.Of(axis.IsLogarithmic, axis.Range, cell.Bottom, cell.Y);
        foreach (var tick in Ticks(axis))
        {
            canvas.Line(cell.X - 3.5, y.Map(tick.Value), cell.X, y.Map(tick.Value), Line);
            if (tick.Label is { } label)
            {
                canvas.Text(cell.X - 6, y.Map(tick.Value) + 3.5, label, new TextStyle(Axes.NumberSize, Anchor: Anchor.End));
            }
        }

        var size = FittingSize(axis, cell.Height);
        canvas.Text(11, cell.CentreY, axis.Name, new TextStyle(size, Anchor: Anchor.Middle, Rotation: -90));
        canvas.Text(24, cell.CentreY, Unit(axis), new TextStyle(size, Palette.Quiet, Anchor.Middle, Rotation: -90));
    }

    private static void DrawColumnAxis(SvgCanvas canvas, Box cell, PairAxis axis)
    {
        var x = Scale.Of(axis.IsLogarithmic, axis.Range, cell.X, cell.Right);
        var free = double.NegativeInfinity;
        foreach (var tick in Ticks(axis))
        {
            var place = x.Map(tick.Value);
            canvas.Line(place, cell.Bottom, place, cell.Bottom + 3.5, Line);
            var width = TextMetrics.Width(tick.Label ?? "", Axes.NumberSize);
            // Numbers stay off the neighbouring cells'; one that would touch the one before is left out, its tick stays.
            var middle = Math.Max(Math.Min(place, cell.Right + 3 - width / 2), cell.X - 3 + width / 2);
            if (tick.Label is { } label && middle - width / 2 > free)
            {
                canvas.Text(middle, cell.Bottom + 14, label, new TextStyle(Axes.NumberSize, Anchor: Anchor.Middle));
                free = middle + width / 2 + 3;
            }
        }

        var size = FittingSize(axis, cell.Width);
        canvas.Text(cell.CentreX, cell.Bottom + 29, axis.Name, new TextStyle(size, Anchor: Anchor.Middle));
        canvas.Text(cell.CentreX, cell.Bottom + 42, Unit(axis), new TextStyle(size, Palette.Quiet, Anchor.Middle));
    }

    private static string Unit(PairAxis axis) => axis.Unit.Length == 0 ? "" : $"({axis.Unit})";

    private static double FittingSize(PairAxis axis, double room) => Math.Clamp(11 * (room + 4) / TextMetrics.Width(axis.Name, 11), 6, 11);
}
