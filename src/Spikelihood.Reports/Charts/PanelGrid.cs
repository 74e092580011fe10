using System.Collections.Immutable;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Charts;

/// <summary>
/// Panels in rows and columns. With one column they are a stack above a common horizontal axis; with several they are small multiples.
/// </summary>
/// <param name="Panels">Row by row.</param>
/// <param name="XLabel">Quantity and unit of the horizontal axis; empty when the panels say it.</param>
public sealed record PanelGrid(ImmutableArray<Panel> Panels, string XLabel)
{
    /// <summary>Width of the figure, px.</summary>
    public double Width { get; init; } = Figure.PageWidth;

    /// <summary>Number of columns.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>Height of the axes in each row, px; the last one stands for all further rows.</summary>
    public ImmutableArray<double> RowHeights { get; init; } = [110];

    /// <summary>Logarithmic horizontal axis.</summary>
    public bool LogX { get; init; }

    /// <summary>The horizontal axis, when it is not to follow from the data.</summary>
    public Extent? XRange { get; init; }

    /// <summary>Samples above all panels.</summary>
    public ImmutableArray<LegendEntry> Legend { get; init; } = [];

    /// <summary>Draws the figure.</summary>
    public Figure Draw(FigureText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var layout = new PanelGridLayout(this);
        var canvas = new SvgCanvas(text.Id, Width, layout.Height, text.Title, text.Description);
        Charts.Legend.Draw(canvas, layout.LegendX, 4, layout.LegendWidth, Legend);
        for (var i = 0; i < Panels.Length; i++)
        {
            DrawPanel(canvas, Panels[i], layout.Axes(i), layout.XExtent, hasXTicks: Panels[i].XRange is not null || i + Columns >= Panels.Length, layout.YLabelX(i));
        }

        if (XLabel.Length > 0)
        {
            canvas.Text(layout.XLabelX, layout.Height - 6, XLabel, new TextStyle(Anchor: Anchor.Middle));
        }

        return new Figure(text.Title, canvas.Finish());
    }

    private void DrawPanel(SvgCanvas canvas, Panel panel, Box box, Extent xRange, bool hasXTicks, double labelX)
    {
        var x = panel.XRange is { } own ? Scale.Of(panel.LogX, own, box.X, box.Right) : Scale.Of(LogX, xRange, box.X, box.Right);
        var y = panel.YDownwards
            ? Scale.Of(panel.LogY, panel.DrawnYRange, box.Y, box.Bottom)
            : Scale.Of(panel.LogY, panel.DrawnYRange, box.Bottom, box.Y);
        canvas.OpenClip(new Box(box.X, box.Y - 1, box.Width + 1, box.Height + 2));
        panel.Draw(canvas, x, y);
        canvas.CloseClip();
        Axes.Draw(canvas, box, panel, x, y, hasXTicks, labelX);
        (panel as ScatterPanel)?.DrawLabels(canvas, x, y);
        if (panel.Title is { } title)
        {
            canvas.Text(box.X, box.Y - 6, title, new TextStyle(Bold: true));
        }

        if (panel.Legend.Length > 0)
        {
            var width = Charts.Legend.Width(panel.Legend);
            Charts.Legend.Draw(canvas, box.Right - width, box.Y - 19, width + 1, panel.Legend);
        }
    }
}
