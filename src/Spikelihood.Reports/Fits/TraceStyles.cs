using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Fits;

/// <summary>One look for each producer of activity, the same in every figure of a report.</summary>
internal sealed class TraceStyles
{
    private readonly Dictionary<string, Stroke> _strokes = new(StringComparer.Ordinal);

    /// <param name="labels">The data first, then the models.</param>
    public TraceStyles(IEnumerable<string> labels)
    {
        var others = 0;
        foreach (var label in labels)
        {
            if (!_strokes.ContainsKey(label))
            {
                _strokes[label] = _strokes.Count == 0 ? Palette.Data
                    : IsFitted(label) ? Palette.Models[0]
                    : Palette.Models[1 + others++ % (Palette.Models.Count - 1)];
            }
        }
    }

    public Stroke this[string label] => _strokes.TryGetValue(label, out var stroke) ? stroke : Palette.Models[^1];

    /// <summary>Whether a label names the fitted model, or the model at draws of the posterior.</summary>
    public static bool IsFitted(string label) =>
        label.StartsWith("fitted", StringComparison.OrdinalIgnoreCase) || label.StartsWith("posterior", StringComparison.OrdinalIgnoreCase);
}
