namespace Spikelihood.Inference.Optimisation;

/// <summary>When an optimisation is done. Tolerances are in nats, so they mean the same whatever the amount of data.</summary>
public sealed record StoppingRule
{
    /// <summary>Converged when the rise still expected (half the squared Newton decrement) is at most this, nats.</summary>
    public double DecrementTolerance { get; init; } = 1e-6;

    /// <summary>Converged also when no |gradient component × scale| exceeds this, nats.</summary>
    public double GradientTolerance { get; init; } = 1e-6;

    /// <summary>Iterations allowed in this run.</summary>
    public int MaxIterations { get; init; } = 500;

    /// <summary>Evaluations after which no further iteration begins.</summary>
    public int MaxEvaluations { get; init; } = 2000;

    /// <summary>Asked after every iteration; true ends the run as abandoned.</summary>
    public Func<IterationInfo, bool>? Abandon { get; init; }

    /// <summary>Whether a point counts as stationary.</summary>
    public bool IsConverged(in IterationInfo info) => info.Decrement <= DecrementTolerance || info.ScaledGradient <= GradientTolerance;
}
