using System.Collections.Immutable;
using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Optimisation;

/// <summary>What every optimiser remembers between iterations; methods add their own memory. Immutable, so a run can go on from any of them.</summary>
public abstract record OptimiserState
{
    /// <summary>The best position so far.</summary>
    public required ImmutableArray<double> Position { get; init; }

    /// <summary>The log density there, nats.</summary>
    public required double Value { get; init; }

    /// <summary>Its gradient there.</summary>
    public required ImmutableArray<double> Gradient { get; init; }

    /// <summary>Iterations since the start.</summary>
    public int Iteration { get; init; }

    /// <summary>Evaluations of value and gradient since the start.</summary>
    public int Evaluations { get; init; }

    /// <summary>The rise still to be expected, nats; infinite while it cannot be judged.</summary>
    public double Decrement { get; init; } = double.PositiveInfinity;

    /// <summary>Length of the last step, in units of the scale.</summary>
    public double StepLength { get; init; }

    /// <summary>Set when the method cannot go on from here.</summary>
    public OptimisationEnd? Failure { get; init; }

    /// <summary>Whether value and gradient are numbers.</summary>
    public bool IsFinite => double.IsFinite(Value) && VectorArithmetic.AllFinite(Gradient.AsSpan());

    /// <summary>This state for a report.</summary>
    internal IterationInfo Describe(Preconditioner scale) => new(
        Iteration,
        Evaluations,
        Value,
        VectorArithmetic.Norm(Gradient.AsSpan()),
        scale.LargestScaled(Gradient.AsSpan()),
        Decrement,
        StepLength,
        Position);
}
