using MathNet.Numerics;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Numerics.Distributions;

/// <summary>The normal distribution. What is printed as N(0, 4²) has <see cref="StandardDeviation"/> 4.</summary>
public sealed record Normal : Distribution
{
    private static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>A normal distribution with this mean and standard deviation (not variance).</summary>
    public Normal(double mean, double standardDeviation)
    {
        Mean = RequireFinite(mean, "mean");
        StandardDeviation = RequirePositive(standardDeviation, "standard deviation");
    }

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation.</summary>
    public double StandardDeviation { get; }

    /// <inheritdoc/>
    public override Support Support => Support.Real;

    /// <inheritdoc/>
    public override double Sample(ref Rng rng) => Mean + StandardDeviation * rng.NextNormal();

    /// <inheritdoc/>
    public override string Describe() => $"N({Show(Mean)}, {Show(StandardDeviation)}²)";

    /// <inheritdoc/>
    protected override double LogDensityInside(double x)
    {
        var z = (x - Mean) / StandardDeviation;
        return -0.5 * z * z - Math.Log(StandardDeviation) - HalfLogTwoPi;
    }

    /// <inheritdoc/>
    protected override double DerivativeInside(double x) => (Mean - x) / (StandardDeviation * StandardDeviation);

    /// <inheritdoc/>
    protected override double SecondDerivativeInside(double x) => -1 / (StandardDeviation * StandardDeviation);

    /// <inheritdoc/>
    protected override double CumulativeInside(double x) => 0.5 * SpecialFunctions.Erfc((Mean - x) / (StandardDeviation * Math.Sqrt(2)));

    /// <inheritdoc/>
    protected override double QuantileInside(double probability) =>
        Mean - StandardDeviation * Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 * probability);
}
