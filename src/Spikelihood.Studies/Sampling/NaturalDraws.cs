using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Sampling;

namespace Spikelihood.Studies.Sampling;

/// <summary>Draws in natural units, from positions.</summary>
internal static class NaturalDraws
{
    /// <summary>Chains in the natural units of their posterior's parameters.</summary>
    public static PosteriorDraws Of(Posterior density, IEnumerable<Chain> chains) => new(
        [.. density.Parameters.Parameters.Select(parameter => parameter.Name)],
        [.. chains.Select(chain => Of(density, chain.Draws, chain.Transitions))]);

    /// <summary>One chain.</summary>
    public static ChainDraws Of(Posterior density, ImmutableArray<ChainState> states, ImmutableArray<TransitionInfo> transitions)
    {
        var dimension = density.Dimension;
        var values = new double[states.Length * dimension];
        for (var draw = 0; draw < states.Length; draw++)
        {
            density.Coordinates.ToNatural(states[draw].Position.AsSpan(), values.AsSpan(draw * dimension, dimension));
        }

        return new(ImmutableArray.Create(values), [.. states.Select(state => state.LogDensity)], transitions);
    }
}
