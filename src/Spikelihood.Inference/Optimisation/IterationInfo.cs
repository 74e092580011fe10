using System.Collections.Immutable;

namespace Spikelihood.Inference.Optimisation;

/// <summary>Where an optimisation stands after an iteration.</summary>
/// <param name="Iteration">Iterations so far; 0 is the start.</param>
/// <param name="Evaluations">Evaluations of value and gradient so far.</param>
/// <param name="Value">The log density, nats.</param>
/// <param name="GradientNorm">Euclidean norm of the gradient.</param>
/// <param name="ScaledGradient">The largest |gradient component × scale|: nats to first order for one unit of scale (see <see cref="Preconditioner"/>).</param>
/// <param name="Decrement">The rise still to be expected, nats: half the squared Newton decrement; infinite while it cannot be judged.</param>
/// <param name="StepLength">Length of the last step in units of the scale; 0 when it was refused.</param>
/// <param name="Position">Where.</param>
public readonly record struct IterationInfo(
    int Iteration,
    int Evaluations,
    double Value,
    double GradientNorm,
    double ScaledGradient,
    double Decrement,
    double StepLength,
    ImmutableArray<double> Position);
