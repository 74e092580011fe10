using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Numerics.Distributions;

/// <summary>
/// A positive number whose decimal logarithm is normal: the prior of every time constant in Table 7 of René 2020.
/// The density is that of the number, so it carries the factor 1/(x ln 10).
/// </summary>
public sealed record Log10Normal : Distribution
{
    private readonly LogNormal _natural;

    /// <summary>The decimal logarithm has mean <paramref name="mean"/> and standard deviation <paramref name="standardDeviation"/>.</summary>
    public Log10Normal(double mean, double standardDeviation)
    {
        Mean = RequireFinite(mean, "mean");
        StandardDeviation = RequirePositive(standardDeviation, "standard deviation");
        _natural = new LogNormal(mean * Math.Log(10), standardDeviation * Math.Log(10));
    }

    /// <summary>Mean of the decimal logarithm.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation of the decimal logarithm.</summary>
    public double StandardDeviation { get; }

    /// <inheritdoc/>
    public override Support Support => Support.Positive;

    /// <inheritdoc/>
    public override double Sample(ref Rng rng) => _natural.Sample(ref rng);

    /// <inheritdoc/>
    public override string Describe() => $"log10 ~ N({Show(Mean)}, {Show(StandardDeviation)}²)";

    /// <inheritdoc/>
    protected override double LogDensityInside(double x) => _natural.LogDensity(x);

    /// <inheritdoc/>
    protected override double DerivativeInside(double x) => _natural.LogDensityDerivative(x);

    /// <inheritdoc/>
    protected override double SecondDerivativeInside(double x) => _natural.LogDensitySecondDerivative(x);

    /// <inheritdoc/>
    protected override double CumulativeInside(double x) => _natural.Cumulative(x);

    /// <inheritdoc/>
    protected override double QuantileInside(double probability) => _natural.Quantile(probability);
}
