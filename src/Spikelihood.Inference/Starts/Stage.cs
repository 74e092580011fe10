using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Optimisation;

namespace Spikelihood.Inference.Starts;

/// <summary>
/// One stage of a many-start optimisation: cheap densities (short data) first, the exact one last. After a stage the starts are ranked,
/// and those without a prospect are dropped. Two stages in a row with the same density and method continue one another.
/// </summary>
public sealed record Stage
{
    /// <summary>For reports, for example <c>2 s of data</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What to climb.</summary>
    public required ILogDensity Density { get; init; }

    /// <summary>How.</summary>
    public required IMaximiser Maximiser { get; init; }

    /// <summary>For how long.</summary>
    public StoppingRule Rule { get; init; } = new();

    /// <summary>After the stage, starts more than this below its best are abandoned, nats of this stage's density.</summary>
    public double DropBelowBest { get; init; } = double.PositiveInfinity;

    /// <summary>Whether a start that ended at a stationary point of this stage's density goes on however far it is below the best: it is a finding.</summary>
    public bool SparesConverged { get; init; }

    /// <summary>After the stage, at most this share of the starts that began it go on, best first.</summary>
    public double KeepShare { get; init; } = 1;

    /// <summary>At least so many go on whatever the other rules say.</summary>
    public int KeepAtLeast { get; init; } = 1;
}
