using System.Collections.Immutable;
using Spikelihood.Inference.Sampling;

namespace Spikelihood.Studies.Sampling;

/// <summary>What sampling the modes of a posterior gave.</summary>
/// <param name="Modes">All modes that are known, heaviest first by Laplace's approximation.</param>
/// <param name="Combined">Chains of the whole posterior.</param>
/// <param name="Gradients">Gradients spent.</param>
internal sealed record SampledModes(ImmutableArray<SampledMode> Modes, ImmutableArray<Chain> Combined, int Gradients);
