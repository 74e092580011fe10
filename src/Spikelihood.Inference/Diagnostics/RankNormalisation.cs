using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Inference.Diagnostics;

/// <summary>Draws replaced by the normal scores of their ranks, so that diagnostics work for any distribution, also one without a mean.</summary>
public static class RankNormalisation
{
    private static readonly Normal Standard = new(0, 1);

    /// <summary>
    /// z = Phi^-1((r - 3/8) / (S + 1/4)) with r the rank among all S draws of all chains, ties sharing their average rank
    /// (Vehtari et al. 2021, equation 14).
    /// </summary>
    /// <param name="draws">[chain][draw], finite.</param>
    public static double[][] Apply(double[][] draws)
    {
        ArgumentNullException.ThrowIfNull(draws);
        var values = DrawSet.Pool(draws);
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(values, order);
        var scores = new double[values.Length];
        for (int first = 0, end; first < values.Length; first = end)
        {
            for (end = first + 1; end < values.Length && values[end] == values[first]; end++)
            {
            }

            var rank = 0.5 * (first + 1 + end);
            var score = Standard.Quantile((rank - 0.375) / (values.Length + 0.25));
            for (var tied = first; tied < end; tied++)
            {
                scores[order[tied]] = score;
            }
        }

        var next = 0;
        return Array.ConvertAll(draws, chain => scores[next..(next += chain.Length)]);
    }
}
