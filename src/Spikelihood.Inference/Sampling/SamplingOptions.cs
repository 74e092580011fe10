using Spikelihood.Inference.Densities;

namespace Spikelihood.Inference.Sampling;

/// <summary>How chains are run.</summary>
public sealed record SamplingOptions
{
    /// <summary>Draws kept of each chain.</summary>
    public int Draws { get; init; } = 1000;

    /// <summary>Transitions spent on adapting each chain, not kept.</summary>
    public int Warmup { get; init; } = 1000;

    /// <summary>The acceptance probability that the step size aims at.</summary>
    public double TargetAcceptance { get; init; } = 0.8;

    /// <summary>A trajectory doubles at most so often.</summary>
    public int MaximumDepth { get; init; } = 10;

    /// <summary>The metric that is adapted.</summary>
    public MetricShape Metric { get; init; } = MetricShape.Dense;

    /// <summary>Length of the trajectories of static HMC, in units of the metric (a quarter of a period of a normal posterior is π/2); null for NUTS.</summary>
    public double? TrajectoryLength { get; init; }

    /// <summary>The transition that these options ask for.</summary>
    internal ITransition Transition(ILogDensity density, IMetric metric, double stepSize, int maximumDepth) => TrajectoryLength is { } length
        ? new StaticHmc(density, metric, stepSize, length)
        : new Nuts(density, metric, stepSize, maximumDepth);
}
