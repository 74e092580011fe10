using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Inference.Diagnostics;

/// <summary>
/// Standard errors that estimates have because draws are finite in number. Every function takes draws [chain][draw] of one quantity and gives not a
/// number for fewer than four draws or draws that are not finite. Source: Vehtari et al. 2021, section 4.4.
/// </summary>
public static class MonteCarloError
{
    // Phi(-1) and Phi(1) to the digits that the posterior package of R and ArviZ use.
    private const double OneSigmaBelow = 0.1586553;
    private const double OneSigmaAbove = 0.8413447;

    /// <summary>Of the mean: sd / sqrt(ESS of the mean).</summary>
    public static double Mean(double[][] draws) =>
        DrawSet.IsUsable(draws) ? Math.Sqrt(Moments.Variance(DrawSet.Pool(draws)) / EffectiveSampleSize.Mean(draws)) : double.NaN;

    /// <summary>
    /// Of the standard deviation: sqrt((m4 - m2²) / (4 m2 ESS)), with m2 and m4 the central moments and the ESS that of the squared deviations; by the
    /// delta method, without assuming a normal distribution. Not a number for draws that are all the same.
    /// </summary>
    public static double Sd(double[][] draws)
    {
        if (!DrawSet.IsUsable(draws) || DrawSet.IsConstant(draws))
        {
            return double.NaN;
        }

        var pooled = DrawSet.Pool(draws);
        var mean = Moments.Mean(pooled);
        var squares = Array.ConvertAll(pooled, value => (value - mean) * (value - mean));
        var second = Moments.Mean(squares);
        var fourth = Moments.Mean(Array.ConvertAll(squares, square => square * square));
        return Math.Sqrt((fourth - second * second) / (4 * second * EffectiveSampleSize.Sd(draws)));
    }

    /// <summary>
    /// Of a quantile: half the distance between the order statistics at the 16 and 84 % quantiles of Beta(ESS p + 1, ESS (1 - p) + 1), the distribution of
    /// the probability below the estimate.
    /// </summary>
    /// <param name="draws">[chain][draw].</param>
    /// <param name="probability">0 to 1.</param>
    public static double Quantile(double[][] draws, double probability) =>
        DrawSet.IsUsable(draws) ? Quantile(draws, DrawSet.Sorted(draws), probability) : double.NaN;

    internal static double Quantile(double[][] draws, double[] sorted, double probability)
    {
        var size = EffectiveSampleSize.Below(draws, SampleQuantile.Of(sorted, probability));
        var below = new Beta(size * probability + 1, size * (1 - probability) + 1);
        var first = (int)Math.Max(0, Math.Floor(below.Quantile(OneSigmaBelow) * sorted.Length - 1));
        var last = (int)Math.Min(sorted.Length - 1, Math.Ceiling(below.Quantile(OneSigmaAbove) * sorted.Length - 1));
        return 0.5 * (sorted[last] - sorted[first]);
    }
}
