namespace Spikelihood.Inference.Sampling;

/// <summary>Where a chain stands after a transition.</summary>
/// <param name="Chain">The chain's number.</param>
/// <param name="Warmup">Transitions of warm-up done.</param>
/// <param name="Draws">Draws kept so far; 0 during warm-up.</param>
/// <param name="Divergences">Divergences since warm-up ended, or within warm-up while that lasts.</param>
/// <param name="Gradients">Gradients spent so far, warm-up included.</param>
/// <param name="State">Where the transition ended; the newest draw once warm-up is over.</param>
/// <param name="Info">What the transition did.</param>
public readonly record struct ChainProgress(
    int Chain, int Warmup, int Draws, int Divergences, int Gradients, ChainState State, TransitionInfo Info);
