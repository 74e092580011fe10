namespace Spikelihood.Reports.Posteriors;

/// <summary>
/// How the ranks that each chain's draws have among the draws of all chains are spread: evenly, when all chains are of one distribution
/// (Vehtari et al. 2021, section 4.2).
/// </summary>
internal static class RankHistogram
{
    /// <summary>How many ranks of each chain fall into equal ranges: [chain][bar]. Equal draws share the mean of their ranks.</summary>
    public static int[][] Count(double[][] chains, int bars)
    {
        var pooled = chains.SelectMany((chain, index) => chain.Select(value => (Value: value, Chain: index))).OrderBy(item => item.Value).ToArray();
        var counts = chains.Select(_ => new int[bars]).ToArray();
        for (var start = 0; start < pooled.Length;)
        {
            var end = start + 1;
            while (end < pooled.Length && pooled[end].Value.Equals(pooled[start].Value))
            {
                end++;
            }

            // Ranks from 0, the mean of those that are equal, as a fraction in the middle of its step.
            var fraction = ((start + end - 1) / 2.0 + 0.5) / pooled.Length;
            var bar = Math.Min(bars - 1, (int)(fraction * bars));
            for (; start < end; start++)
            {
                counts[pooled[start].Chain][bar]++;
            }
        }

        return counts;
    }

    /// <summary>Standard deviation of a bar over its mean when all draws are independent: its draws are taken from all without putting back.</summary>
    public static double RelativeDeviation(int draws, int chains, int bars)
    {
        var (share, total) = (1.0 / bars, (double)draws * chains);
        var variance = draws * share * (1 - share) * (total - draws) / Math.Max(1, total - 1);
        return Math.Sqrt(variance) / (draws * share);
    }
}
