using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Densities;

/// <summary>A density whose constant is known and from which independent draws can be had: a prior, or an approximation to a posterior.</summary>
public interface INormalisedDensity : ILogDensity
{
    /// <summary>Writes one draw into <paramref name="position"/>.</summary>
    void Draw(ref Rng rng, Span<double> position);

    /// <summary>
    /// Writes one draw of the part of the density at <paramref name="place"/>, a uniform number in [0, 1). Draws whose places are spread evenly are spread over
    /// the parts as evenly as can be; a density without parts takes no notice.
    /// </summary>
    void DrawAt(double place, ref Rng rng, Span<double> position) => Draw(ref rng, position);
}
