using MathNet.Numerics;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Numerics.Distributions;

/// <summary>
/// The gamma distribution in the convention of Table 7 of René 2020: density proportional to x^(shape-1) exp(-x/scale), so the mean
/// is shape × scale.
/// </summary>
public sealed record Gamma : Distribution
{
    private readonly double _logNormaliser;

    /// <summary>A gamma distribution of this shape and scale (not rate).</summary>
    public Gamma(double shape, double scale)
    {
        Shape = RequirePositive(shape, "shape");
        Scale = RequirePositive(scale, "scale");
        _logNormaliser = SpecialFunctions.GammaLn(shape) + shape * Math.Log(scale);
    }

    /// <summary>The shape, without unit.</summary>
    public double Shape { get; }

    /// <summary>The scale, in the number's unit.</summary>
    public double Scale { get; }

    /// <inheritdoc/>
    public override Support Support => Support.Positive;

    /// <inheritdoc/>
    public override double Sample(ref Rng rng) => Scale * SampleStandard(ref rng, Shape);

    /// <inheritdoc/>
    public override string Describe() => $"Gamma({Show(Shape)}, {Show(Scale)})";

    /// <summary>A gamma variate of scale 1 (Marsaglia and Tsang 2000, "A simple method for generating gamma variables").</summary>
    internal static double SampleStandard(ref Rng rng, double shape)
    {
        if (shape < 1)
        {
            // X(shape) = X(shape + 1) U^(1/shape), the same paper's section 6; 1 - U is never zero.
            var boosted = SampleStandard(ref rng, shape + 1);
            return boosted * Math.Pow(1 - rng.NextDouble(), 1 / shape);
        }

        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = rng.NextNormal();
            var root = 1 + c * normal;
            if (root <= 0)
            {
                continue;
            }

            var cube = root * root * root;
            if (Math.Log(1 - rng.NextDouble()) < 0.5 * normal * normal + d * (1 - cube + Math.Log(cube)))
            {
                return d * cube;
            }
        }
    }

    /// <inheritdoc/>
    protected override double LogDensityInside(double x) => (Shape - 1) * Math.Log(x) - x / Scale - _logNormaliser;

    /// <inheritdoc/>
    protected override double DerivativeInside(double x) => (Shape - 1) / x - 1 / Scale;

    /// <inheritdoc/>
    protected override double SecondDerivativeInside(double x) => (1 - Shape) / (x * x);

    /// <inheritdoc/>
    protected override double CumulativeInside(double x)
    {
        var scaled = x / Scale;

        // The library rounds tiny arguments to zero; there two terms of the series are exact.
        return scaled < 1e-8
            ? Math.Exp(Shape * Math.Log(scaled) - SpecialFunctions.GammaLn(Shape + 1)) * (1 - Shape * scaled / (Shape + 1))
            : SpecialFunctions.GammaLowerRegularized(Shape, scaled);
    }

    /// <inheritdoc/>
    protected override double QuantileInside(double probability) => QuantileSearch.Find(
        this, probability, Scale * SpecialFunctions.GammaLowerRegularizedInv(Shape, probability));
}
