using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Calibration;

/// <summary>
/// The rank of a true value among draws of the posterior of data simulated with it. If the truth was drawn from the prior and the posterior is
/// right, truth and
/// draws are exchangeable, and the rank is uniform on 0 ... L (Cook, Gelman and Rubin 2006; Talts et al. 2018, theorem 1).
/// </summary>
public static class TruthRank
{
    /// <summary>
    /// How many of the draws lie below the truth. Of draws equal to it a random number counts, so that the rank stays uniform (Modrák et al. 2023).
    /// </summary>
    /// <param name="truth">The true value.</param>
    /// <param name="draws">L draws that may be taken for independent.</param>
    /// <param name="rng">Decides ties; nothing is drawn from it when there are none.</param>
    public static int Among(double truth, ReadOnlySpan<double> draws, ref Rng rng)
    {
        int below = 0, equal = 0;
        foreach (var draw in draws)
        {
            var order = draw.CompareTo(truth);
            below += order < 0 ? 1 : 0;
            equal += order == 0 ? 1 : 0;
        }

        return equal == 0 ? below : below + rng.NextInt(equal + 1);
    }

    /// <summary>
    /// Evenly spaced places of <paramref name="count"/> among <paramref name="total"/> draws, the chains one behind the other: what makes the draws
    /// of chains nearly independent.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">When there are fewer draws than are asked for.</exception>
    public static int[] Thinned(int total, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(total, count);
        return [.. Enumerable.Range(0, count).Select(i => (int)((2L * i + 1) * total / (2L * count)))];
    }
}
