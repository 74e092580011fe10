using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Densities;

/// <summary>A density whose constant is known and from which independent draws can be had: a prior, or an approximation to a posterior.</summary>
public interface INormalisedDensity : ILogDensity
{
    /// <summary>Writes one draw into <paramref name="position"/>.</summary>
    void Draw(ref Rng rng, Span<double> position);
}
