using System.Collections.Immutable;

namespace Spikelihood.Inference.Evidence;

/// <summary>What tempered sequential Monte Carlo found.</summary>
/// <param name="Particles">Weighted draws of the density.</param>
/// <param name="LogEvidence">The log of the integral over the density, nats.</param>
/// <param name="LogEvidenceError">
/// Its standard error from the scatter of the islands, nats (itself known to about 27 % with eight of them); NaN with one island.
/// </param>
/// <param name="Shares">The share of every mode.</param>
/// <param name="Stages">The rises of the temperature, in order.</param>
/// <param name="Gradients">Gradients of the density spent in all.</param>
public sealed record TemperedSmcResult(
    ImmutableArray<WeightedParticle> Particles,
    double LogEvidence,
    double LogEvidenceError,
    ImmutableArray<ModeShare> Shares,
    ImmutableArray<TemperedStage> Stages,
    int Gradients);
