using System.Collections.Immutable;
using Spikelihood.Inference.LinearAlgebra;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Sampling;

/// <summary>
/// A diagonal metric corrected along a few directions: M⁻¹ = S (I + Σ_k (λ_k - 1) u_k u_kᵀ) S with S = diag(scales) and orthonormal
/// u_k (Seyboldt, Carlson and Carpenter 2024, section 3.3). Costs grow with dimension times directions.
/// </summary>
public sealed class LowRankMetric : IMetric
{
    private readonly double[] _scales;
    private readonly double[][] _directions;
    private readonly double[] _eigenvalues;

    /// <summary>A corrected diagonal.</summary>
    /// <param name="scales">The standard deviation of every coordinate apart from the directions.</param>
    /// <param name="directions">Orthonormal directions in coordinates divided by the scales.</param>
    /// <param name="eigenvalues">The variance along each direction, in those coordinates.</param>
    /// <exception cref="ArgumentException">When a scale or an eigenvalue is not positive and finite.</exception>
    public LowRankMetric(ImmutableArray<double> scales, IReadOnlyList<ImmutableArray<double>> directions, ImmutableArray<double> eigenvalues)
    {
        if (!scales.Concat(eigenvalues).All(value => value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentException("Every scale and eigenvalue of a metric must be positive and finite.", nameof(scales));
        }

        if (directions.Count != eigenvalues.Length)
        {
            throw new ArgumentException($"{directions.Count} directions need as many eigenvalues, not {eigenvalues.Length}.", nameof(eigenvalues));
        }

        _scales = [.. scales];
        _directions = [.. directions.Select(direction => direction.ToArray())];
        _eigenvalues = [.. eigenvalues];
    }

    /// <inheritdoc/>
    public int Dimension => _scales.Length;

    /// <summary>The number of directions that differ from the diagonal.</summary>
    public int Rank => _directions.Length;

    /// <inheritdoc/>
    public void DrawMomentum(ref Rng rng, Span<double> momentum)
    {
        for (var i = 0; i < Dimension; i++)
        {
            momentum[i] = rng.NextNormal();
        }

        for (var k = 0; k < Rank; k++)
        {
            var component = VectorArithmetic.Dot(_directions[k], momentum);
            VectorArithmetic.AddScaled(momentum[..Dimension], (1 / Math.Sqrt(_eigenvalues[k]) - 1) * component, _directions[k]);
        }

        for (var i = 0; i < Dimension; i++)
        {
            momentum[i] /= _scales[i];
        }
    }

    /// <inheritdoc/>
    public void Velocity(ReadOnlySpan<double> momentum, Span<double> velocity)
    {
        for (var i = 0; i < Dimension; i++)
        {
            velocity[i] = _scales[i] * momentum[i];
        }

        for (var k = 0; k < Rank; k++)
        {
            var component = VectorArithmetic.Dot(_directions[k], velocity);
            VectorArithmetic.AddScaled(velocity[..Dimension], (_eigenvalues[k] - 1) * component, _directions[k]);
        }

        for (var i = 0; i < Dimension; i++)
        {
            velocity[i] *= _scales[i];
        }
    }

    /// <inheritdoc/>
    public void Variances(Span<double> variances)
    {
        for (var i = 0; i < Dimension; i++)
        {
            var variance = 1.0;
            for (var k = 0; k < Rank; k++)
            {
                variance += (_eigenvalues[k] - 1) * _directions[k][i] * _directions[k][i];
            }

            variances[i] = variance * _scales[i] * _scales[i];
        }
    }
}
