using MathNet.Numerics;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Numerics.Distributions;

/// <summary>The beta distribution on the unit interval, for probabilities.</summary>
public sealed record Beta : Distribution
{
    private readonly double _logNormaliser;

    /// <summary>Density proportional to x^(a-1) (1-x)^(b-1).</summary>
    public Beta(double a, double b)
    {
        A = RequirePositive(a, "first shape");
        B = RequirePositive(b, "second shape");
        _logNormaliser = SpecialFunctions.BetaLn(a, b);
    }

    /// <summary>The first shape.</summary>
    public double A { get; }

    /// <summary>The second shape.</summary>
    public double B { get; }

    /// <inheritdoc/>
    public override Support Support => Support.UnitInterval;

    /// <inheritdoc/>
    public override double Sample(ref Rng rng)
    {
        var first = Gamma.SampleStandard(ref rng, A);
        return first / (first + Gamma.SampleStandard(ref rng, B));
    }

    /// <inheritdoc/>
    public override string Describe() => $"Beta({Show(A)}, {Show(B)})";

    /// <inheritdoc/>
    protected override double LogDensityInside(double x) => (A - 1) * Math.Log(x) + (B - 1) * Math.Log(1 - x) - _logNormaliser;

    /// <inheritdoc/>
    protected override double DerivativeInside(double x) => (A - 1) / x - (B - 1) / (1 - x);

    /// <inheritdoc/>
    protected override double SecondDerivativeInside(double x) => -(A - 1) / (x * x) - (B - 1) / ((1 - x) * (1 - x));

    /// <inheritdoc/>
    protected override double CumulativeInside(double x) => SpecialFunctions.BetaRegularized(A, B, x);

    /// <inheritdoc/>
    protected override double QuantileInside(double probability) => QuantileSearch.Find(this, probability, A / (A + B));
}
