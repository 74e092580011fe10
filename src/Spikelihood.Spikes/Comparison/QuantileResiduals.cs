using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Spikes.Comparison;

/// <summary>
/// Where each step's count fell in the binomial distribution that was predicted for it (randomised quantile residuals: Dunn and Smyth,
/// J. Comput. Graph. Stat. 5, 1996). A count's place is drawn evenly from its step in the cumulative distribution,
/// u = P(below) + v P(equal); if every prediction given the past is right, the places are independent and uniform, whatever the rates. For counts
/// they are what rescaled time is for spike times.
/// </summary>
/// <param name="Uniform">u of every step, between 0 and 1.</param>
/// <param name="Normal">The standard normal quantile of u, from whichever tail is smaller, so that extreme counts keep their distance.</param>
public sealed record QuantileResiduals(double[] Uniform, double[] Normal)
{
    // Beyond this the normal quantile is about -38; a count that the model excludes is as bad as that.
    private const double SmallestTail = 1e-300;

    private static readonly Normal Standard = new(0, 1);

    /// <summary>The residuals of one population.</summary>
    /// <param name="counts">Spikes in each step.</param>
    /// <param name="expected">Predicted mean count of each step given the steps before it.</param>
    /// <param name="size">Neurons, of which each fires with probability expected / size.</param>
    /// <param name="rng">Draws v, one number a step in order.</param>
    public static QuantileResiduals Of(ReadOnlySpan<int> counts, ReadOnlySpan<double> expected, int size, Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(expected.Length, counts.Length);
        var (uniform, normal) = (new double[counts.Length], new double[counts.Length]);
        for (var k = 0; k < counts.Length; k++)
        {
            var tails = BinomialTails.Of(counts[k], size, Math.Clamp(expected[k] / size, 0, 1));
            var place = rng.NextDouble();
            var lower = tails.Below + place * tails.At;
            var upper = tails.Above + (1 - place) * tails.At;
            uniform[k] = lower <= upper ? lower : 1 - upper;
            normal[k] = lower <= upper ? Standard.Quantile(Math.Max(lower, SmallestTail)) : -Standard.Quantile(Math.Max(upper, SmallestTail));
        }

        return new(uniform, normal);
    }
}
