using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Inference.Diagnostics;

/// <summary>Draws replaced by the normal scores of their ranks, so that diagnostics work for any distribution, also one without a mean.</summary>
public static class RankNormalisation
{
    private static readonly Normal Standard = new(0, 1);

    // The scores of the whole ranks for the last number of draws asked for: they are the same for every parameter, and cost more than the rest.
    private static double[] s_scores = [];

    /// <summary>
    /// z = Phi^-1((r - 3/8) / (S + 1/4)) with r the rank among all S draws of all chains, ties sharing their average rank
    /// (Vehtari et al. 2021, equation 14).
    /// </summary>
    /// <param name="draws">[chain][draw], finite.</param>
    public static double[][] Apply(double[][] draws) => Apply(draws, out _);

    /// <summary>The same, and all draws in ascending order, which are to be had on the way.</summary>
    internal static double[][] Apply(double[][] draws, out double[] sorted)
    {
        ArgumentNullException.ThrowIfNull(draws);
        sorted = DrawSet.Pool(draws);
        var order = new int[sorted.Length];
        for (var draw = 0; draw < order.Length; draw++)
        {
            order[draw] = draw;
        }

        Array.Sort(sorted, order);
        var whole = Scores(sorted.Length);
        var scores = new double[sorted.Length];
        for (int first = 0, end; first < sorted.Length; first = end)
        {
            for (end = first + 1; end < sorted.Length && sorted[end] == sorted[first]; end++)
            {
            }

            var score = (first + 1 + end) % 2 == 0 ? whole[(first + end - 1) / 2] : Score(0.5 * (first + 1 + end), sorted.Length);
            for (var tied = first; tied < end; tied++)
            {
                scores[order[tied]] = score;
            }
        }

        var next = 0;
        return Array.ConvertAll(draws, chain => scores[next..(next += chain.Length)]);
    }

    private static double[] Scores(int count)
    {
        // Threads may both compute them, but each sees one array or the other, whole.
        var scores = Volatile.Read(ref s_scores);
        if (scores.Length != count)
        {
            scores = [.. Enumerable.Range(1, count).Select(rank => Score(rank, count))];
            Volatile.Write(ref s_scores, scores);
        }

        return scores;
    }

    private static double Score(double rank, int count) => Standard.Quantile((rank - 0.375) / (count + 0.25));
}
