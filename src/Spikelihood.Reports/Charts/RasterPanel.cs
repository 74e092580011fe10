using System.Collections.Immutable;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Charts;

/// <summary>A tick for each spike, a row for each neuron.</summary>
/// <param name="Rows">Spike times of each neuron, s; the first row is at the top.</param>
/// <param name="Colours">Colour of each row.</param>
/// <param name="Window">The time shown, s.</param>
public sealed record RasterPanel(
    ImmutableArray<IReadOnlyList<double>> Rows, ImmutableArray<string> Colours, Extent Window) : Panel
{
    /// <inheritdoc/>
    public override Extent XExtent => Window;

    /// <inheritdoc/>
    public override Extent YExtent => new(0, Math.Max(1, Rows.Length));

    /// <inheritdoc/>
    public override void Draw(SvgCanvas canvas, Scale x, Scale y)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        for (var start = 0; start < Rows.Length;)
        {
            var end = start;
            var path = new PathData();
            for (; end < Rows.Length && Colours[end] == Colours[start]; end++)
            {
                // Neighbouring rows keep a hair's breadth between them.
                var (top, bottom) = (y.Map(end + 0.1), y.Map(end + 0.9));
                foreach (var time in Rows[end].Where(time => time >= Window.Low && time <= Window.High))
                {
                    path.MoveTo(x.Map(time), top).LineTo(x.Map(time), bottom);
                }
            }

            canvas.Path(path, new Stroke(Colours[start], 0.9), "none");
            start = end;
        }
    }
}
