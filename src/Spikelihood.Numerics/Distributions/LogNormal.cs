using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Numerics.Distributions;

/// <summary>A positive number whose natural logarithm is normal.</summary>
public sealed record LogNormal : Distribution
{
    private readonly Normal _logarithm;

    /// <summary>The natural logarithm has this mean and standard deviation.</summary>
    public LogNormal(double logMean, double logStandardDeviation) => _logarithm = new Normal(logMean, logStandardDeviation);

    /// <summary>Mean of the natural logarithm.</summary>
    public double LogMean => _logarithm.Mean;

    /// <summary>Standard deviation of the natural logarithm.</summary>
    public double LogStandardDeviation => _logarithm.StandardDeviation;

    /// <inheritdoc/>
    public override Support Support => Support.Positive;

    /// <inheritdoc/>
    public override double Sample(ref Rng rng) => Math.Exp(_logarithm.Sample(ref rng));

    /// <inheritdoc/>
    public override string Describe() => $"log ~ {_logarithm.Describe()}";

    /// <inheritdoc/>
    protected override double LogDensityInside(double x) => _logarithm.LogDensity(Math.Log(x)) - Math.Log(x);

    /// <inheritdoc/>
    protected override double DerivativeInside(double x) => (_logarithm.LogDensityDerivative(Math.Log(x)) - 1) / x;

    /// <inheritdoc/>
    protected override double SecondDerivativeInside(double x)
    {
        var log = Math.Log(x);
        return (_logarithm.LogDensitySecondDerivative(log) - _logarithm.LogDensityDerivative(log) + 1) / (x * x);
    }

    /// <inheritdoc/>
    protected override double CumulativeInside(double x) => _logarithm.Cumulative(Math.Log(x));

    /// <inheritdoc/>
    protected override double QuantileInside(double probability) => Math.Exp(_logarithm.Quantile(probability));
}
