using Spikelihood.Inference.Parameters;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Densities;

/// <summary>The prior as a density of the unconstrained coordinates: log prior + log-Jacobian, normalised when the priors are.</summary>
/// <param name="parameters">Names and priors, in the order of the natural values.</param>
/// <param name="coordinates">The map between position and natural values.</param>
public sealed class PriorDensity(ParameterSpace parameters, ICoordinates coordinates) : INormalisedDensity
{
    private readonly Posterior _withoutData = new(parameters, coordinates, (_, gradient) =>
    {
        gradient.Clear();
        return 0;
    });

    /// <inheritdoc/>
    public int Dimension => coordinates.Dimension;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> position, Span<double> gradient) => _withoutData.Evaluate(position, gradient);

    /// <inheritdoc/>
    public void Draw(ref Rng rng, Span<double> position)
    {
        var natural = new double[position.Length];
        parameters.SamplePrior(ref rng, natural);
        coordinates.ToPosition(natural, position);
    }
}
