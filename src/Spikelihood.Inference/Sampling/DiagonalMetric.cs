using System.Collections.Immutable;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Sampling;

/// <summary>A metric that takes coordinates for independent: M⁻¹ = diag(variances).</summary>
public sealed class DiagonalMetric : IMetric
{
    private readonly ImmutableArray<double> _variances;
    private readonly double[] _momentumScales;

    /// <summary>A metric from one variance a coordinate.</summary>
    /// <exception cref="ArgumentException">When a variance is not positive and finite.</exception>
    public DiagonalMetric(ImmutableArray<double> variances)
    {
        if (!variances.All(variance => variance > 0 && double.IsFinite(variance)))
        {
            throw new ArgumentException("Every variance of a metric must be positive and finite.", nameof(variances));
        }

        _variances = variances;
        _momentumScales = [.. variances.Select(variance => 1 / Math.Sqrt(variance))];
    }

    /// <inheritdoc/>
    public int Dimension => _variances.Length;

    /// <summary>The metric of standard normal coordinates.</summary>
    public static DiagonalMetric Identity(int dimension) => new([.. Enumerable.Repeat(1.0, dimension)]);

    /// <inheritdoc/>
    public void DrawMomentum(ref Rng rng, Span<double> momentum)
    {
        for (var i = 0; i < Dimension; i++)
        {
            momentum[i] = _momentumScales[i] * rng.NextNormal();
        }
    }

    /// <inheritdoc/>
    public void Velocity(ReadOnlySpan<double> momentum, Span<double> velocity)
    {
        for (var i = 0; i < Dimension; i++)
        {
            velocity[i] = _variances[i] * momentum[i];
        }
    }

    /// <inheritdoc/>
    public void Variances(Span<double> variances) => _variances.CopyTo(variances);
}
