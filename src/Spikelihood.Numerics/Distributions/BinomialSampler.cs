using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Numerics.Distributions;

/// <summary>
/// Exact binomial random numbers in constant time: sequential inversion while the mean is below ten, above that the transformed
/// rejection BTRS of Hörmann 1993 ("The generation of binomial random variates", J. Stat. Comput. Simul. 46).
/// </summary>
public static class BinomialSampler
{
    private const double LargestMeanToInvert = 10;

    /// <summary>Inversion starts again beyond this value; with a mean below ten its probability is under 1e-70.</summary>
    private const int LargestInverted = 110;

    /// <summary>
    /// How many of <paramref name="n"/> independent trials succeed when each does with probability <paramref name="p"/>.
    /// Probabilities at or beyond 0 and 1 give 0 and <paramref name="n"/> without drawing.
    /// </summary>
    public static int Sample(ref Rng rng, int n, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (double.IsNaN(p))
        {
            throw new ArgumentOutOfRangeException(nameof(p), "The probability of a binomial draw is not a number.");
        }

        if (p <= 0 || n == 0)
        {
            return 0;
        }

        if (p >= 1)
        {
            return n;
        }

        return p > 0.5 ? n - SampleRare(ref rng, n, 1 - p) : SampleRare(ref rng, n, p);
    }

    private static int SampleRare(ref Rng rng, int n, double p) =>
        n * p < LargestMeanToInvert ? Invert(ref rng, n, p) : Reject(ref rng, n, p);

    private static int Invert(ref Rng rng, int n, double p)
    {
        var odds = p / (1 - p);
        var shifted = (n + 1.0) * odds;
        var nobody = Math.Exp(n * LogOfOneMinus(p));
        var largest = Math.Min(n, LargestInverted);
        while (true)
        {
            var left = rng.NextDouble();
            var mass = nobody;
            for (var count = 0; count <= largest; count++)
            {
                if (left < mass)
                {
                    return count;
                }

                left -= mass;
                mass *= shifted / (count + 1) - odds;
            }
        }
    }

    private static int Reject(ref Rng rng, int n, double p)
    {
        var spread = Math.Sqrt(n * p * (1 - p));
        var b = 1.15 + 2.53 * spread;
        var a = -0.0873 + 0.0248 * b + 0.01 * p;
        var centre = n * p + 0.5;
        var certain = 0.92 - 4.2 / b;
        var alpha = (2.83 + 5.1 / b) * spread;
        double logOdds = double.NaN, atMode = 0;
        var mode = 0;
        while (true)
        {
            var v = rng.NextDouble();
            var u = rng.NextDouble() - 0.5;
            var edge = 0.5 - Math.Abs(u);
            var drawn = Math.Floor((2 * a / edge + b) * u + centre);
            if (edge >= 0.07 && v <= certain)
            {
                return (int)drawn;
            }

            if (!(drawn >= 0 && drawn <= n))
            {
                continue;
            }

            if (double.IsNaN(logOdds))
            {
                logOdds = Math.Log(p / (1 - p));
                mode = (int)Math.Floor((n + 1.0) * p);
                atMode = LogFactorial.Of(mode) + LogFactorial.Of(n - mode);
            }

            var count = (int)drawn;
            var logRatio = atMode - LogFactorial.Of(count) - LogFactorial.Of(n - count) + ((double)count - mode) * logOdds;
            if (Math.Log(v * alpha / (a / (edge * edge) + b)) <= logRatio)
            {
                return count;
            }
        }
    }

    /// <summary>log(1 - p) without losing a small p to rounding.</summary>
    private static double LogOfOneMinus(double p)
    {
        // Kahan's correction: the rounding of 1 - p is divided out.
        var rest = 1 - p;
        return rest == 1 ? -p : Math.Log(rest) * (-p / (rest - 1));
    }
}
