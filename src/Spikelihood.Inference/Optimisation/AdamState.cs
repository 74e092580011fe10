using System.Collections.Immutable;

namespace Spikelihood.Inference.Optimisation;

/// <summary>What <see cref="Adam"/> remembers.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Mean">m: decaying mean of the gradients, not yet corrected for having begun at zero.</param>
/// <param name="Square">v: decaying mean of their squares, likewise.</param>
/// <param name="Steps">t: steps taken.</param>
public sealed record AdamState(ImmutableArray<double> Position, ImmutableArray<double> Mean, ImmutableArray<double> Square, int Steps);
