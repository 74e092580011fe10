namespace Spikelihood.Studies.Files.Studies;

/// <summary>How to fit.</summary>
public sealed record FitOptions
{
    /// <summary>Maximum of the posterior.</summary>
    public const string MaximumPosterior = "map";

    /// <summary>Maximum of the likelihood alone.</summary>
    public const string MaximumLikelihood = "ml";

    /// <summary>Maximum of the posterior by mini-batches (René 2020, Algorithm 2).</summary>
    public const string Adam = "adam";

    /// <summary>The number of starts drawn from the prior.</summary>
    public int Starts { get; init; } = 25;

    /// <summary>The time at the beginning of the data that drives the model but is not scored, s.</summary>
    public double BurnIn { get; init; } = 10;

    /// <summary><see cref="MaximumPosterior"/>, <see cref="MaximumLikelihood"/> or <see cref="Adam"/>.</summary>
    public string Method { get; init; } = MaximumPosterior;

    /// <summary>The seed of every random choice of the fit; null for the program's.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Threads to use; null for all cores.</summary>
    public int? Threads { get; init; }

    /// <summary>The most iterations a start may take; null for the method's own limit.</summary>
    public int? Iterations { get; init; }

    /// <summary>What belongs to <see cref="Adam"/> alone; null for other methods.</summary>
    public AdamFit? Stochastic { get; init; }
}
