using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Charts;

/// <summary>Where everything in a <see cref="PanelGrid"/> stands.</summary>
internal sealed class PanelGridLayout
{
    private const double RightMargin = 14;
    private const double TickHeight = 18;
    private const double LabelHeight = 18;
    private const double TitleHeight = 21;
    private readonly PanelGrid _grid;
    private readonly double[] _gutters;
    private readonly double[] _tops;
    private readonly double _plotWidth;

    public PanelGridLayout(PanelGrid grid)
    {
        _grid = grid;
        _gutters = [.. Enumerable.Range(0, grid.Columns).Select(Gutter)];
        var labels = grid.Panels.OfType<ScatterPanel>().Select(panel => panel.LabelWidth).DefaultIfEmpty(0).Max();
        _plotWidth = (grid.Width - _gutters.Sum() - grid.Columns * RightMargin - labels) / grid.Columns;
        XExtent = grid.XRange ?? (grid.LogX ? Everything().DrawableLog(0) : Everything().Drawable(0));
        LegendX = _gutters[0];
        LegendWidth = grid.Width - _gutters[0] - RightMargin;
        XLabelX = (_gutters[0] + grid.Width - RightMargin - labels) / 2;

        var rows = (grid.Panels.Length + grid.Columns - 1) / grid.Columns;
        _tops = new double[rows];
        var y = 4 + Legend.Height(grid.Legend, LegendWidth) + (grid.Legend.Length > 0 ? 4 : 0);
        for (var row = 0; row < rows; row++)
        {
            var hasTitle = Row(row).Any(panel => panel.Title is not null || panel.Legend.Length > 0);
            _tops[row] = y + (hasTitle ? TitleHeight : 10);
            // The last panel of a column may end above the last row and still needs its ticks.
            var hasTicks = row == rows - 1 || Row(row).Any(panel => panel.XRange is not null) || (row == rows - 2 && grid.Panels.Length % grid.Columns != 0);
            y = _tops[row] + RowHeight(row) + (hasTicks ? TickHeight : grid.Columns > 1 ? 4 : 2);
        }

        Height = y + (grid.XLabel.Length > 0 ? LabelHeight : 0) + 2;
    }

    /// <summary>Height of the figure, px.</summary>
    public double Height { get; }

    /// <summary>The horizontal axis.</summary>
    public Extent XExtent { get; }

    public double LegendX { get; }

    public double LegendWidth { get; }

    public double XLabelX { get; }

    /// <summary>The rectangle of one panel's axes.</summary>
    public Box Axes(int panel)
    {
        var (row, column) = Math.DivRem(panel, _grid.Columns);
        var x = _gutters.Take(column + 1).Sum() + column * (_plotWidth + RightMargin);
        return new Box(x, _tops[row], _plotWidth, RowHeight(row));
    }

    /// <summary>Where the labels of the vertical axes of a panel's column stand, so that they are in line.</summary>
    public double YLabelX(int panel) => Axes(panel).X - _gutters[panel % _grid.Columns] + 13;

    private double RowHeight(int row) => _grid.RowHeights[Math.Min(row, _grid.RowHeights.Length - 1)];

    private IEnumerable<Panel> Row(int row) => _grid.Panels.Skip(row * _grid.Columns).Take(_grid.Columns);

    private Extent Everything() => _grid.Panels.Aggregate(Extent.Nothing, (range, panel) => range.With(panel.XExtent));

    /// <summary>Room for numbers and label left of a column.</summary>
    private double Gutter(int column)
    {
        var panels = _grid.Panels.Select((panel, i) => (Panel: panel, Index: i)).Where(item => item.Index % _grid.Columns == column).ToArray();
        var numbers = panels
            .Where(item => item.Panel.HasYTicks)
            .SelectMany(item => Charts.Axes.YTicks(item.Panel, RowHeight(item.Index / _grid.Columns)))
            .Select(tick => TextMetrics.Width(tick.Label ?? "", Charts.Axes.NumberSize))
            .DefaultIfEmpty(0)
            .Max();
        return numbers + 8 + (panels.Any(item => item.Panel.YLabel is not null) ? 19 : 2);
    }
}
