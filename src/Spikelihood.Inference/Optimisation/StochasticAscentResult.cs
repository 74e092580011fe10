using System.Collections.Immutable;

namespace Spikelihood.Inference.Optimisation;

/// <summary>How a stochastic ascent ended.</summary>
/// <param name="End">Why it stopped.</param>
/// <param name="Position">The mean position of the last full window; the last position where there was none, the start where the first steps failed.</param>
/// <param name="State">The method's memory, with the last single position.</param>
/// <param name="Value">The smoothed estimate of the log density at the end, nats.</param>
public sealed record StochasticAscentResult(OptimisationEnd End, ImmutableArray<double> Position, AdamState State, double Value);
