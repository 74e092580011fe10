using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Calibration;

/// <summary>A histogram of ranks above the band in which all bars of uniform ranks lie.</summary>
/// <param name="Bars">The histogram.</param>
/// <param name="Band">The band and the expected height.</param>
internal sealed record RankPanel(HistogramPanel Bars, LineSeries Band) : Panel
{
    private readonly LinePanel _band = new([Band]);

    /// <inheritdoc/>
    public override Extent XExtent => Bars.XExtent;

    /// <inheritdoc/>
    public override Extent YExtent => Bars.YExtent.With(_band.YExtent);

    /// <inheritdoc/>
    public override void Draw(SvgCanvas canvas, Scale x, Scale y)
    {
        _band.Draw(canvas, x, y);
        Bars.Draw(canvas, x, y);
    }
}
