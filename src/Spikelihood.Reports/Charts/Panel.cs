using System.Collections.Immutable;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Charts;

/// <summary>What stands inside one pair of axes.</summary>
public abstract record Panel
{
    /// <summary>Short heading above the axes.</summary>
    public string? Title { get; init; }

    /// <summary>Quantity and unit of the vertical axis.</summary>
    public string? YLabel { get; init; }

    /// <summary>Samples right of the title, when they concern this panel alone.</summary>
    public ImmutableArray<LegendEntry> Legend { get; init; } = [];

    /// <summary>Logarithmic vertical axis.</summary>
    public bool LogY { get; init; }

    /// <summary>The vertical axis, when it is not to follow from the data.</summary>
    public Extent? YRange { get; init; }

    /// <summary>A horizontal axis of the panel's own, with ticks and numbers, when it does not share the grid's.</summary>
    public Extent? XRange { get; init; }

    /// <summary>Whether that axis is logarithmic.</summary>
    public bool LogX { get; init; }

    /// <summary>Whether the vertical axis has numbers.</summary>
    public bool HasYTicks { get; init; } = true;

    /// <summary>Whether larger values are lower down.</summary>
    public bool YDownwards { get; init; }

    /// <summary>Whether the axis begins at 0 (for quantities such as rates and counts).</summary>
    public bool FromZero { get; init; }

    /// <summary>The range of the data along the horizontal axis.</summary>
    public abstract Extent XExtent { get; }

    /// <summary>The range of the data along the vertical axis.</summary>
    public abstract Extent YExtent { get; }

    /// <summary>The vertical axis as drawn.</summary>
    public Extent DrawnYRange
    {
        get
        {
            if (YRange is { } given)
            {
                return given;
            }

            if (LogY)
            {
                return YExtent.DrawableLog(0.05);
            }

            var range = (FromZero ? YExtent.With(0) : YExtent).Drawable(0.05);
            return FromZero && YExtent.Low >= 0 ? range with { Low = 0 } : range;
        }
    }

    /// <summary>Draws the data.</summary>
    public abstract void Draw(SvgCanvas canvas, Scale x, Scale y);
}
