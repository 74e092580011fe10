namespace Spikelihood.Models.MesoGif;

/// <summary>
/// How the likelihood follows cohorts through the age window: each on its own (<see cref="Exact"/>), or old ones, which differ by the slow
/// adaptation alone, merged (<see cref="Growing"/>; docs/mesogif.md). Value and gradient belong to each other in either case.
/// </summary>
/// <param name="ErrorBound">What merging may change of the log-likelihood, nats for 10^4 steps, at and around the network's own values; 0: nothing is merged.</param>
public sealed record AgeGrid(double ErrorBound)
{
    /// <summary>Every age bin on its own.</summary>
    public static AgeGrid Exact { get; } = new(0);

    /// <summary>Old cohorts merged, at a cost of no more than 10^-3 nats in 10^4 steps.</summary>
    public static AgeGrid Growing { get; } = new(1e-3);
}
