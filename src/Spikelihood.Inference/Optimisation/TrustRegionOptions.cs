namespace Spikelihood.Inference.Optimisation;

/// <summary>How the trust-region method behaves.</summary>
public sealed record TrustRegionOptions
{
    /// <summary>The units of steps, one a coordinate (for example the prior's standard deviations); all one when empty.</summary>
    public ReadOnlyMemory<double> Scales { get; init; }

    /// <summary>Radius at the start, in units of the scale.</summary>
    public double FirstRadius { get; init; } = 1;

    /// <summary>The largest radius.</summary>
    public double LargestRadius { get; init; } = 100;

    /// <summary>Below this radius the search ends as failed.</summary>
    public double SmallestRadius { get; init; } = 1e-12;
}
