namespace Spikelihood.Numerics.Distributions;

/// <summary>
/// log n! and log binomial coefficients, relative error a few 1e-16: exact products up to 20!, Stirling's series above
/// (Abramowitz and Stegun 6.1.41), with a table for the numbers that population counts take.
/// </summary>
public static class LogFactorial
{
    private const int LargestExact = 20, TableSize = 2048;
    private static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);
    private static readonly double[] Table = Enumerable.Range(0, TableSize).Select(Compute).ToArray();

    /// <summary>log <paramref name="n"/>!</summary>
    public static double Of(int n)
    {
        if ((uint)n < TableSize)
        {
            return Table[n];
        }

        ArgumentOutOfRangeException.ThrowIfNegative(n);
        return Stirling(n);
    }

    /// <summary>log of the number of ways to choose <paramref name="k"/> of <paramref name="n"/>; minus infinity when there is none.</summary>
    public static double Choose(int n, int k) => k < 0 || k > n ? double.NegativeInfinity : Of(n) - Of(k) - Of(n - k);

    private static double Compute(int n)
    {
        if (n > LargestExact)
        {
            return Stirling(n);
        }

        var product = 1L;
        for (var factor = 2; factor <= n; factor++)
        {
            product *= factor;
        }

        return Math.Log(product);
    }

    private static double Stirling(double n)
    {
        var inverse = 1 / n;
        var square = inverse * inverse;
        var correction = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
        return (n + 0.5) * Math.Log(n) - n + HalfLogTwoPi + correction;
    }
}
