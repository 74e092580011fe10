using System.Collections.Immutable;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Sampling;

/// <summary>The draws of one chain and how they came about.</summary>
/// <param name="Draws">The states kept, in order.</param>
/// <param name="Transitions">What each transition did, in the same order.</param>
/// <param name="Metric">The metric after adaptation.</param>
/// <param name="WarmupGradients">Gradients spent before the first draw that counts.</param>
/// <param name="WarmupDivergences">Divergences before that; they tell of a step size still sought, not of the posterior.</param>
public sealed record Chain(
    ImmutableArray<ChainState> Draws, ImmutableArray<TransitionInfo> Transitions, IMetric Metric, int WarmupGradients, int WarmupDivergences = 0)
{
    /// <summary>The transition that made the draws and can make more.</summary>
    public required ITransition Transition { get; init; }

    /// <summary>Where the chain is: its last draw or, before the first, the end of its warm-up.</summary>
    public required ChainState State { get; init; }

    /// <summary>The chain's random stream after its last transition.</summary>
    public required Rng Stream { get; init; }

    /// <summary>Gradients spent in all.</summary>
    public int Gradients => WarmupGradients + Transitions.Sum(transition => transition.Gradients);

    /// <summary>Draws after which the trajectory had diverged.</summary>
    public int Divergences => Transitions.Count(transition => transition.Diverged);
}
