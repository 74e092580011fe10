using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Studies.Sampling;

/// <summary>
/// How wide a prior is on the scale on which its parameter is judged: the logarithm of what can only be positive, the value itself of anything else.
/// </summary>
internal static class PriorSpread
{
    /// <summary>Whether the scale is the natural logarithm.</summary>
    public static bool IsOfLogarithm(Distribution prior) => prior.Support == Support.Positive;

    /// <summary>The variance on that scale.</summary>
    /// <exception cref="ArgumentException">For a distribution that is not known here.</exception>
    public static double Variance(Distribution prior) => prior switch
    {
        LogNormal logNormal => Square(logNormal.LogStandardDeviation),
        Log10Normal log10Normal => Square(Math.Log(10) * log10Normal.StandardDeviation),
        Gamma gamma => Trigamma(gamma.Shape),
        Normal normal => Square(normal.StandardDeviation),
        Uniform uniform => Square(uniform.Upper - uniform.Lower) / 12,
        Beta beta => beta.A * beta.B / (Square(beta.A + beta.B) * (beta.A + beta.B + 1)),
        _ => throw new ArgumentException($"The spread of {prior.Describe()} is not known.", nameof(prior)),
    };

    /// <summary>d² log Gamma(x) / dx², the variance of the logarithm of a gamma variate: recurrence up to 8, then the asymptotic series.</summary>
    private static double Trigamma(double x)
    {
        var sum = 0.0;
        for (; x < 8; x++)
        {
            sum += 1 / (x * x);
        }

        var square = 1 / (x * x);
        return sum + 1 / x + square / 2 + square / x * (1.0 / 6 - square * (1.0 / 30 - square * (1.0 / 42 - square * (1.0 / 30 - square * 5.0 / 66))));
    }

    private static double Square(double x) => x * x;
}
