using System.Collections.Immutable;

namespace Spikelihood.Inference.Starts;

/// <summary>A distinct optimum and the starts that found it.</summary>
/// <param name="Position">The position of the best of them.</param>
/// <param name="Value">Its log density, nats.</param>
/// <param name="Starts">The numbers of the starts that ended there, ascending.</param>
public sealed record Optimum(ImmutableArray<double> Position, double Value, ImmutableArray<int> Starts);
