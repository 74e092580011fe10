using Spikelihood.Inference.Sampling;

namespace Spikelihood.Inference.Diagnostics;

/// <summary>How the draws of one chain came about. What a method does not have (independent draws have no energy) is left at its default.</summary>
public sealed record ChainFacts
{
    /// <summary>The number of draws kept.</summary>
    public required int Draws { get; init; }

    /// <summary>Draws after which the trajectory had diverged.</summary>
    public int Divergences { get; init; }

    /// <summary>Energy Bayesian fraction of missing information; not a number where there is none.</summary>
    public double Bfmi { get; init; } = double.NaN;

    /// <summary>Draws whose tree was cut at the maximum depth.</summary>
    public int AtMaximumDepth { get; init; }

    /// <summary>Mean acceptance probability, 0 to 1; not a number where there is none.</summary>
    public double Acceptance { get; init; } = double.NaN;

    /// <summary>The facts of a Hamiltonian chain.</summary>
    /// <param name="transitions">One for each draw, in order.</param>
    /// <param name="options">How the chain was run: the maximum depth, which trajectories of fixed length do not have.</param>
    public static ChainFacts Of(IReadOnlyCollection<TransitionInfo> transitions, SamplingOptions options)
    {
        ArgumentNullException.ThrowIfNull(transitions);
        ArgumentNullException.ThrowIfNull(options);
        return new()
        {
            Draws = transitions.Count,
            Divergences = transitions.Count(transition => transition.Diverged),
            Bfmi = EnergyExploration.Bfmi([.. transitions.Select(transition => transition.Energy)]),
            AtMaximumDepth = options.TrajectoryLength is null ? transitions.Count(transition => transition.Depth >= options.MaximumDepth) : 0,
            Acceptance = transitions.Count == 0 ? double.NaN : transitions.Average(transition => transition.Acceptance),
        };
    }
}
