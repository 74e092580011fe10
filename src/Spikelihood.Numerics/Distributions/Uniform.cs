using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Numerics.Distributions;

/// <summary>Equally likely anywhere between two bounds.</summary>
public sealed record Uniform : Distribution
{
    /// <summary>Uniform between <paramref name="lower"/> and <paramref name="upper"/>.</summary>
    public Uniform(double lower, double upper)
    {
        Lower = RequireFinite(lower, "lower bound");
        Upper = RequireFinite(upper, "upper bound");
        RequirePositive(upper - lower, "width");
    }

    /// <summary>The lower bound.</summary>
    public double Lower { get; }

    /// <summary>The upper bound.</summary>
    public double Upper { get; }

    /// <inheritdoc/>
    public override Support Support => new(Lower, Upper);

    /// <inheritdoc/>
    public override double Sample(ref Rng rng) => Lower + (Upper - Lower) * rng.NextDouble();

    /// <inheritdoc/>
    public override string Describe() => $"Uniform({Show(Lower)}, {Show(Upper)})";

    /// <inheritdoc/>
    protected override double LogDensityInside(double x) => -Math.Log(Upper - Lower);

    /// <inheritdoc/>
    protected override double DerivativeInside(double x) => 0;

    /// <inheritdoc/>
    protected override double SecondDerivativeInside(double x) => 0;

    /// <inheritdoc/>
    protected override double CumulativeInside(double x) => (x - Lower) / (Upper - Lower);

    /// <inheritdoc/>
    protected override double QuantileInside(double probability) => Lower + probability * (Upper - Lower);
}
