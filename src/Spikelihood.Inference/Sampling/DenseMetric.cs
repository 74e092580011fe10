using Spikelihood.Inference.LinearAlgebra;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Sampling;

/// <summary>A metric with a full matrix: M⁻¹ = Σ = L Lᵀ, so that a momentum is L⁻ᵀz with z standard normal.</summary>
public sealed class DenseMetric : IMetric
{
    private readonly double[] _covariance;

    /// <summary>A metric from the covariance that the position is taken to have.</summary>
    /// <param name="covariance">Σ, row-major and symmetric, for example the inverse of minus the Hessian at a mode.</param>
    /// <param name="dimension">Rows of Σ.</param>
    /// <exception cref="ArgumentException">When Σ is not positive definite.</exception>
    public DenseMetric(ReadOnlySpan<double> covariance, int dimension)
    {
        if (covariance.Length != dimension * dimension)
        {
            throw new ArgumentException($"{covariance.Length} numbers are not a square matrix of {dimension} rows.", nameof(covariance));
        }

        Factor = CholeskyFactor.Decompose(covariance, dimension)
            ?? throw new ArgumentException("The covariance of a metric must be positive definite.", nameof(covariance));
        _covariance = covariance.ToArray();
    }

    /// <inheritdoc/>
    public int Dimension => Factor.Dimension;

    /// <summary>Σ, row-major.</summary>
    public ReadOnlySpan<double> Covariance => _covariance;

    /// <summary>L.</summary>
    internal CholeskyFactor Factor { get; }

    /// <summary>The full matrix of any metric.</summary>
    public static DenseMetric From(IMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (metric is DenseMetric dense)
        {
            return dense;
        }

        var dimension = metric.Dimension;
        var covariance = new double[dimension * dimension];
        var unit = new double[dimension];
        for (var i = 0; i < dimension; i++)
        {
            unit[i] = 1;
            metric.Velocity(unit, covariance.AsSpan(i * dimension, dimension));
            unit[i] = 0;
        }

        return new DenseMetric(covariance, dimension);
    }

    /// <inheritdoc/>
    public void DrawMomentum(ref Rng rng, Span<double> momentum)
    {
        for (var i = 0; i < Dimension; i++)
        {
            momentum[i] = rng.NextNormal();
        }

        Factor.SolveTransposed(momentum[..Dimension]);
    }

    /// <inheritdoc/>
    public void Velocity(ReadOnlySpan<double> momentum, Span<double> velocity)
    {
        for (var i = 0; i < Dimension; i++)
        {
            velocity[i] = VectorArithmetic.Dot(_covariance.AsSpan(i * Dimension, Dimension), momentum);
        }
    }

    /// <inheritdoc/>
    public void Variances(Span<double> variances)
    {
        for (var i = 0; i < Dimension; i++)
        {
            variances[i] = _covariance[i * Dimension + i];
        }
    }
}
