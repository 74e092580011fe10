namespace Spikelihood.Numerics.Distributions;

/// <summary>How probable it was that a binomial count came out lower than, equal to or higher than a value. The three add up to 1.</summary>
/// <param name="Below">Probability of a smaller count.</param>
/// <param name="At">Probability of the value itself.</param>
/// <param name="Above">Probability of a larger count.</param>
public readonly record struct BinomialTails(double Below, double At, double Above)
{
    /// <summary>
    /// Of <paramref name="count"/> successes among <paramref name="n"/> trials of probability <paramref name="p"/>. The tail on whose side the count
    /// lies is summed term by term, so that it keeps its relative accuracy however small it is; the work is a few standard deviations of terms.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">When the count is not one of n trials, or p is no probability.</exception>
    public static BinomialTails Of(int count, int n, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, n);
        if (!(p >= 0 && p <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability is needed.");
        }

        if (p is 0 or 1)
        {
            var certain = p == 0 ? 0 : n;
            return new(count > certain ? 1 : 0, count == certain ? 1 : 0, count < certain ? 1 : 0);
        }

        var at = Math.Exp(LogFactorial.Choose(n, count) + count * Math.Log(p) + (n - count) * Math.Log(1 - p));
        var odds = p / (1 - p);
        double tail = 0;
        if (count <= n * p)
        {
            for (var (k, term) = (count, at); k > 0 && term > 1e-18 * tail; tail += term, k--)
            {
                term *= k / ((n - k + 1) * odds);
            }

            return new(tail, at, Math.Max(0, 1 - tail - at));
        }

        for (var (k, term) = (count, at); k < n && term > 1e-18 * tail; tail += term, k++)
        {
            term *= (n - k) * odds / (k + 1);
        }

        return new(Math.Max(0, 1 - tail - at), at, tail);
    }
}
