using System.Collections.Immutable;

namespace Spikelihood.Inference.Optimisation;

/// <summary>How an optimisation ended.</summary>
/// <param name="End">Why it stopped.</param>
/// <param name="Info">Where it stood then.</param>
/// <param name="State">The method's state, from which it can go on.</param>
public sealed record OptimisationResult(OptimisationEnd End, IterationInfo Info, OptimiserState State)
{
    /// <summary>The best position found.</summary>
    public ImmutableArray<double> Position => State.Position;

    /// <summary>The log density there, nats.</summary>
    public double Value => State.Value;
}
