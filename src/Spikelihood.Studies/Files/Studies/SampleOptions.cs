using System.Collections.Immutable;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>How to sample the posterior; null where the file leaves the choice to the sampler.</summary>
public sealed record SampleOptions
{
    /// <summary>More draws of a chain than anyone needs, and fewer than fill a machine's memory.</summary>
    public const int MostDraws = 1_000_000;

    /// <summary>More chains than anyone needs.</summary>
    public const int MostChains = 1000;

    /// <summary>No-U-turn sampler.</summary>
    public const string Nuts = "nuts";

    /// <summary>Hamiltonian Monte Carlo with trajectories of one length.</summary>
    public const string Hmc = "hmc";

    /// <summary>Normal approximations at the modes.</summary>
    public const string Laplace = "laplace";

    /// <summary>Normal approximations along the ways to the modes.</summary>
    public const string Pathfinder = "pathfinder";

    /// <summary>Tempered sequential Monte Carlo.</summary>
    public const string Smc = "smc";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> Methods { get; } = [Nuts, Hmc, Laplace, Pathfinder, Smc];

    /// <summary>One of <see cref="Methods"/>.</summary>
    public string Method { get; init; } = Nuts;

    /// <summary>Draws kept of each chain; null to go on until there are enough.</summary>
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
