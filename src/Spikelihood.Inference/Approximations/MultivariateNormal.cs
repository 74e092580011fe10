using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.LinearAlgebra;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Approximations;

/// <summary>A normal distribution over positions. Immutable.</summary>
public sealed class MultivariateNormal : INormalisedDensity
{
    private const int StackLimit = 256;

    /// <summary>What is left of a variance given the coordinates before must exceed this share of it; less is rounding.</summary>
    private const double LeastShare = 1e-14;

    private readonly CholeskyFactor _factor;

    private MultivariateNormal(ImmutableArray<double> mean, ImmutableArray<double> covariance, CholeskyFactor factor)
    {
        Mean = mean;
        Covariance = covariance;
        _factor = factor;
        LogNormaliser = 0.5 * Dimension * Math.Log(2 * Math.PI);
        for (var i = 0; i < Dimension; i++)
        {
            LogNormaliser += Math.Log(factor.Lower[i * Dimension + i]);
        }
    }

    /// <summary>The mean.</summary>
    public ImmutableArray<double> Mean { get; }

    /// <summary>The covariance, row-major.</summary>
    public ImmutableArray<double> Covariance { get; }

    /// <inheritdoc/>
    public int Dimension => Mean.Length;

    /// <summary>log √det(2π C): minus the log density at the mean.</summary>
    public double LogNormaliser { get; }

    /// <summary>The normal distribution of this mean and covariance (row-major, symmetric); null when the covariance is not positive definite.</summary>
    public static MultivariateNormal? TryCreate(ReadOnlySpan<double> mean, ReadOnlySpan<double> covariance)
    {
        if (CholeskyFactor.Decompose(covariance, mean.Length) is not { } factor)
        {
            return null;
        }

        for (var i = 0; i < mean.Length; i++)
        {
            var place = i * mean.Length + i;
            if (!(factor.Lower[place] * factor.Lower[place] > LeastShare * covariance[place]))
            {
                return null;
            }
        }

        return new MultivariateNormal([.. mean], [.. covariance], factor);
    }

    /// <summary>
    /// The normal distribution with the moments of draws. Correlations are reduced by the share exp(-n/d) for n draws of dimension d, so that few draws
    /// do. Null when a coordinate does not vary.
    /// </summary>
    public static MultivariateNormal? TryFit(IReadOnlyList<ImmutableArray<double>> draws)
    {
        ArgumentNullException.ThrowIfNull(draws);
        if (draws.Count < 2)
        {
            return null;
        }

        var moments = WeightedMoments.Of([.. draws.Select(draw => draw.AsMemory())]);
        return TryCreate(moments.Mean.AsSpan(), moments.Covariance.AsSpan());
    }

    /// <summary>(x - m)ᵀ C⁻¹ (x - m).</summary>
    public double SquaredDistance(ReadOnlySpan<double> position)
    {
        var apart = Dimension <= StackLimit ? stackalloc double[Dimension] : new double[Dimension];
        Whiten(position, apart);
        return VectorArithmetic.Dot(apart, apart);
    }

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        Whiten(position, gradient);
        var square = VectorArithmetic.Dot(gradient, gradient);
        _factor.SolveTransposed(gradient);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] = -gradient[i];
        }

        return -LogNormaliser - 0.5 * square;
    }

    /// <inheritdoc/>
    public void Draw(ref Rng rng, Span<double> position)
    {
        var standard = Dimension <= StackLimit ? stackalloc double[Dimension] : new double[Dimension];
        for (var i = 0; i < standard.Length; i++)
        {
            standard[i] = rng.NextNormal();
        }

        _factor.Multiply(standard, position);
        VectorArithmetic.AddScaled(position, 1, Mean.AsSpan());
    }

    private void Whiten(ReadOnlySpan<double> position, Span<double> apart)
    {
        for (var i = 0; i < apart.Length; i++)
        {
            apart[i] = position[i] - Mean[i];
        }

        _factor.Solve(apart);
    }
}
