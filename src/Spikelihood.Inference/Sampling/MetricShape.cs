namespace Spikelihood.Inference.Sampling;

/// <summary>How much of the posterior's shape an adapted metric may take up.</summary>
public enum MetricShape
{
    /// <summary>One variance for each coordinate.</summary>
    Diagonal,

    /// <summary>A diagonal and the few directions that differ most from it.</summary>
    LowRank,

    /// <summary>A full matrix.</summary>
    Dense,
}
