using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Sampling;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Sampling;

/// <summary>A sampled posterior: its draws, where they come from and whether they can be trusted.</summary>
public sealed record SampledPosterior
{
    /// <summary>The density that was sampled, of the sampler's coordinates.</summary>
    public required Posterior Density { get; init; }

    /// <summary>The draws in natural units.</summary>
    public required PosteriorDraws Draws { get; init; }

    /// <summary>What goes into the run's <c>sample.json</c>.</summary>
    public required SampleRecord Record { get; init; }

    /// <summary>How far each chain had adapted, for the files of the chains; empty for methods without chains.</summary>
    public ImmutableArray<Chain> Chains { get; init; } = [];
}
