using System.Collections.Immutable;

namespace Spikelihood.Inference.Evidence;

/// <summary>Turns weighted draws into equally weighted ones.</summary>
public static class Resampling
{
    /// <summary>
    /// Systematic resampling (Kitagawa 1996): one random number sets a comb of equally spaced teeth over the cumulative weights; every tooth takes the draw it
    /// hits, so a draw of weight w is taken ⌊nw⌋ or ⌈nw⌉ times.
    /// </summary>
    /// <param name="weights">Not negative, some positive; they need not sum to one.</param>
    /// <param name="count">How many to take.</param>
    /// <param name="offset">A uniform random number in [0, 1).</param>
    /// <returns>Numbers of draws, ascending.</returns>
    public static ImmutableArray<int> Systematic(ReadOnlySpan<double> weights, int count, double offset)
    {
        var total = 0.0;
        var last = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            total += weights[i];
            last = weights[i] > 0 ? i : last;
        }

        var taken = ImmutableArray.CreateBuilder<int>(count);
        var draw = 0;
        var below = weights[0];
        for (var tooth = 0; tooth < count; tooth++)
        {
            var place = (tooth + offset) / count * total;
            while (place >= below && draw < last)
            {
                below += weights[++draw];
            }

            taken.Add(draw);
        }

        return taken.MoveToImmutable();
    }
}
