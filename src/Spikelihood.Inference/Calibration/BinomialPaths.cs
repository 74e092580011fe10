using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Inference.Calibration;

/// <summary>
/// n independent points fall into cells one after the other: the number in the first i cells is a Markov chain, of which each step is binomial given the last
/// (Säilynoja, Bürkner and Vehtari 2022, section 2.2). Sums over all its paths within limits, exactly.
/// </summary>
/// <param name="points">n.</param>
/// <param name="shares">For each cell the probability that a point which is in no earlier one is in it.</param>
internal sealed class BinomialPaths(int points, double[] shares)
{
    /// <summary>The probability that the number in the first i cells lies between limits, for all i at once.</summary>
    public double WithinCumulative(int[] low, int[] high) => Sum((cell, before) => (low[cell] - before, high[cell] - before));

    /// <summary>The probability that the number in every cell lies between limits.</summary>
    public double WithinEach(int[] low, int[] high) => Sum((cell, _) => (low[cell], high[cell]));

    private double Sum(Func<int, int, (int Low, int High)> limits)
    {
        var (now, next) = (new double[points + 1], new double[points + 1]);
        now[0] = 1;
        for (var cell = 0; cell < shares.Length; cell++)
        {
            Array.Clear(next);
            for (var before = 0; before <= points; before++)
            {
                if (now[before] > 0)
                {
                    var (low, high) = limits(cell, before);
                    Spread(now[before], before, shares[cell], Math.Max(low, 0), Math.Min(high, points - before), next);
                }
            }

            (now, next) = (next, now);
        }

        return Math.Min(1, now.Sum());
    }

    /// <summary>Adds to <paramref name="next"/> what comes from <paramref name="before"/> points in earlier cells.</summary>
    private void Spread(double weight, int before, double share, int low, int high, double[] next)
    {
        var left = points - before;
        if (low > high)
        {
            return;
        }

        if (share >= 1)
        {
            next[points] += left >= low && left <= high ? weight : 0;
            return;
        }

        var term = weight * Math.Exp(LogFactorial.Choose(left, low) + low * Math.Log(share) + (left - low) * Math.Log(1 - share));
        var odds = share / (1 - share);
        for (var count = low; count <= high; count++)
        {
            next[before + count] += term;
            term *= (left - count) * odds / (count + 1);
        }
    }
}
