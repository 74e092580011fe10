using MathNet.Numerics;
using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Approximations;

/// <summary>
/// A multivariate Student t distribution: a normal distribution N(m, C) whose deviations are stretched by √(ν/χ²_ν). C is its scale matrix;
/// its covariance is C ν/(ν - 2). Immutable.
/// </summary>
public sealed class MultivariateStudent : INormalisedDensity
{
    private readonly double _logPeak;
    private readonly Gamma _chiSquare;

    /// <summary>A Student t distribution.</summary>
    /// <param name="core">Centre and scale matrix.</param>
    /// <param name="degreesOfFreedom">ν, above 0; the fewer, the heavier the tails.</param>
    public MultivariateStudent(MultivariateNormal core, double degreesOfFreedom)
    {
        ArgumentNullException.ThrowIfNull(core);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degreesOfFreedom);
        (Core, DegreesOfFreedom) = (core, degreesOfFreedom);
        _chiSquare = new Gamma(0.5 * degreesOfFreedom, 2);
        var half = 0.5 * (degreesOfFreedom + core.Dimension);
        _logPeak = SpecialFunctions.GammaLn(half) - SpecialFunctions.GammaLn(0.5 * degreesOfFreedom)
            - 0.5 * core.Dimension * Math.Log(0.5 * degreesOfFreedom) - core.LogNormaliser;
    }

    /// <summary>Centre and scale matrix.</summary>
    public MultivariateNormal Core { get; }

    /// <summary>ν.</summary>
    public double DegreesOfFreedom { get; }

    /// <inheritdoc/>
    public int Dimension => Core.Dimension;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        var square = -2 * (Core.Evaluate(position, gradient) + Core.LogNormaliser);
        var factor = (DegreesOfFreedom + Dimension) / (DegreesOfFreedom + square);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] *= factor;
        }

        return _logPeak - 0.5 * (DegreesOfFreedom + Dimension) * double.LogP1(square / DegreesOfFreedom);
    }

    /// <inheritdoc/>
    public void Draw(ref Rng rng, Span<double> position)
    {
        Core.Draw(ref rng, position);
        var stretch = Math.Sqrt(DegreesOfFreedom / _chiSquare.Sample(ref rng));
        for (var i = 0; i < position.Length; i++)
        {
            position[i] = Core.Mean[i] + stretch * (position[i] - Core.Mean[i]);
        }
    }
}
