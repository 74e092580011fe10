using System.Collections.Immutable;

namespace Spikelihood.Inference.Evidence;

/// <summary>A draw with its weight.</summary>
/// <param name="Position">Where.</param>
/// <param name="LogDensity">The log density there, nats.</param>
/// <param name="Weight">Its share of the whole; all weights sum to one.</param>
/// <param name="Mode">The number of the mode it belongs to; 0 when none are told apart.</param>
public readonly record struct WeightedParticle(ImmutableArray<double> Position, double LogDensity, double Weight, int Mode);
