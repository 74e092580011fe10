using System.Collections.Immutable;
using Spikelihood.Inference.Sampling;

namespace Spikelihood.Studies.Sampling;

/// <summary>A mode with its share of the posterior.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="LaplaceWeight">Share by Laplace's approximation.</param>
internal sealed record SampledMode(Mode Mode, double LaplaceWeight)
{
    /// <summary>Its chains; empty when it was not sampled.</summary>
    public ImmutableArray<Chain> Chains { get; init; } = [];

    /// <summary>Its share of the draws; null when it was not sampled by itself.</summary>
    public double? Weight { get; init; }

    /// <summary>Standard error of the logarithm of its evidence; null when there was nothing to weigh.</summary>
    public double? WeightError { get; init; }

    /// <summary>Its share by tempered sequential Monte Carlo; null when there was nothing to weigh.</summary>
    public double? SmcWeight { get; init; }

    /// <summary>The number of the mode whose chains visit it as well, so that it needs none of its own; null when there is none.</summary>
    public int? VisitedFrom { get; init; }
}
