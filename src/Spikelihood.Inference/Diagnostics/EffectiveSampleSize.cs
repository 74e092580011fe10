namespace Spikelihood.Inference.Diagnostics;

/// <summary>
/// How many independent draws would tell as much as these. Every function takes draws [chain][draw] of one quantity and gives not a number for fewer
/// than four draws or draws that are not finite. Draws that are all the same count in full: there is nothing left to learn.
/// Source: Vehtari et al. 2021, section 3.2 and 4.1; truncation of Geyer 1992.
/// </summary>
public static class EffectiveSampleSize
{
    /// <summary>Of the rank-normalised halves: how well the middle of the distribution is known. Defined for any distribution.</summary>
    public static double Bulk(double[][] draws) => OfHalves(draws, RankNormalisation.Apply);

    /// <summary>The smaller of those of the 5 and 95 % quantiles: how well the tails are known.</summary>
    public static double Tail(double[][] draws) => Math.Min(Quantile(draws, 0.05), Quantile(draws, 0.95));

    /// <summary>For the mean.</summary>
    public static double Mean(double[][] draws) => OfHalves(draws, static halves => halves);

    /// <summary>For the standard deviation: of the squared deviations from the mean.</summary>
    public static double Sd(double[][] draws)
    {
        if (!DrawSet.IsUsable(draws))
        {
            return double.NaN;
        }

        var mean = Moments.Mean(DrawSet.Pool(draws));
        return Mean(DrawSet.Map(draws, value => (value - mean) * (value - mean)));
    }

    /// <summary>For the median.</summary>
    public static double Median(double[][] draws) => Quantile(draws, 0.5);

    /// <summary>For a quantile: of whether each draw lies at or below it.</summary>
    /// <param name="draws">[chain][draw].</param>
    /// <param name="probability">0 to 1.</param>
    public static double Quantile(double[][] draws, double probability) =>
        DrawSet.IsUsable(draws) ? Below(draws, SampleQuantile.Of(DrawSet.Sorted(draws), probability)) : double.NaN;

    internal static double Below(double[][] draws, double threshold) => OfChains(DrawSet.Map(DrawSet.Split(draws), value => value <= threshold ? 1 : 0));

    private static double OfHalves(double[][] draws, Func<double[][], double[][]> transform) =>
        DrawSet.IsUsable(draws) ? OfChains(transform(DrawSet.Split(draws))) : double.NaN;

    /// <summary>
    /// S / tau with tau = -1 + 2 sum_k P_k, where P_k = rho_2k + rho_2k+1 are sums of neighbouring autocorrelations of all chains together
    /// (equation 10), taken while they are positive and made to fall, plus the even half of the pair after the last. tau is at least
    /// 1 / log10 S, because draws that alternate would otherwise count without bound.
    /// </summary>
    internal static double OfChains(double[][] chains)
    {
        var (length, total) = (chains[0].Length, (double)chains.Length * chains[0].Length);
        if (DrawSet.IsConstant(chains))
        {
            return total;
        }

        var covariance = Autocovariance.Mean(chains);
        var within = covariance[0] * length / (length - 1.0);
        var between = Moments.Variance([.. chains.Select(chain => Moments.Mean(chain))]);
        double Correlation(int lag) => 1 - (within - covariance[lag]) / (covariance[0] + between);

        var (even, pair, lowest, sum) = (1.0, 1 + Correlation(1), double.PositiveInfinity, 0.0);
        for (var lag = 2; lag < length - 2 && pair > 0; lag += 2)
        {
            lowest = Math.Min(lowest, pair);
            sum += lowest;
            even = Correlation(lag);
            pair = even + Correlation(lag + 1);
        }

        var tau = -1 + 2 * sum + (pair >= 0 ? even : Math.Max(0, even));
        return total / Math.Max(tau, 1 / Math.Log10(total));
    }
}
