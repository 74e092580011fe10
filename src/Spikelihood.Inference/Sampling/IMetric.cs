using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Sampling;

/// <summary>A Euclidean metric: the covariance of the momentum, whose inverse should resemble the covariance of the position. Immutable.</summary>
public interface IMetric
{
    /// <summary>The number of coordinates.</summary>
    int Dimension { get; }

    /// <summary>Draws a momentum from N(0, M).</summary>
    void DrawMomentum(ref Rng rng, Span<double> momentum);

    /// <summary>Writes the velocity M⁻¹p.</summary>
    void Velocity(ReadOnlySpan<double> momentum, Span<double> velocity);

    /// <summary>Writes the diagonal of M⁻¹: the variance that the metric takes each coordinate to have.</summary>
    void Variances(Span<double> variances);
}
