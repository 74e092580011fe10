using System.Collections.Immutable;

namespace Spikelihood.Inference.Starts;

/// <summary>A point on a start's way.</summary>
/// <param name="Stage">The stage, from 0.</param>
/// <param name="Evaluation">Evaluations of all stages until then.</param>
/// <param name="Value">The stage's log density, nats.</param>
/// <param name="Position">Where.</param>
public sealed record PathPoint(int Stage, int Evaluation, double Value, ImmutableArray<double> Position);
