using System.Collections.Immutable;

namespace Spikelihood.Inference.Sampling;

/// <summary>Where a chain begins.</summary>
/// <param name="Position">Unconstrained coordinates.</param>
/// <param name="Metric">What is known of the posterior's shape, for example from the Hessian at a mode; null when nothing is.</param>
public sealed record ChainStart(ImmutableArray<double> Position, IMetric? Metric = null);
