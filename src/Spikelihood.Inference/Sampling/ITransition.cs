using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Sampling;

/// <summary>A Markov transition that leaves a density invariant. Immutable: step size and metric are part of it, and adaptation makes another.</summary>
public interface ITransition
{
    /// <summary>Moves a chain once.</summary>
    /// <param name="rng">The chain's random stream.</param>
    /// <param name="state">Where the chain is.</param>
    (ChainState State, TransitionInfo Info) Step(ref Rng rng, in ChainState state);
}
