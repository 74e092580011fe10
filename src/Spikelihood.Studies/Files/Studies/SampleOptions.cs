namespace Spikelihood.Studies.Files.Studies;

/// <summary>How to sample the posterior; null where the file leaves the choice to the sampler.</summary>
public sealed record SampleOptions
{
    /// <summary>Draws kept of each chain.</summary>
    public int? Draws { get; init; }

    /// <summary>Draws spent on adapting each chain.</summary>
    public int? Warmup { get; init; }

    /// <summary>The number of chains.</summary>
    public int? Chains { get; init; }

    /// <summary>The acceptance probability that step sizes aim at, between 0 and 1.</summary>
    public double? TargetAcceptance { get; init; }

    /// <summary>The chains' seed.</summary>
    public ulong? Seed { get; init; }
}
