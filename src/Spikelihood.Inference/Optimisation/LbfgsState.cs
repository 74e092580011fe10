using System.Collections.Immutable;

namespace Spikelihood.Inference.Optimisation;

/// <summary>The memory of L-BFGS.</summary>
public sealed record LbfgsState : OptimiserState
{
    /// <summary>The last steps, oldest first.</summary>
    public ImmutableArray<CurvaturePair> Pairs { get; init; } = [];

    /// <summary>The direction of the next step.</summary>
    public ImmutableArray<double> Direction { get; init; } = [];

    /// <summary>By how much the last steps raised the value, newest last, nats; at most <see cref="Lbfgs.QuietSteps"/> of them.</summary>
    public ImmutableArray<double> Rises { get; init; } = [];
}
