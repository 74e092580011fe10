namespace Spikelihood.Inference.Evidence;

/// <summary>How a bridge is built.</summary>
public sealed record BridgeOptions
{
    /// <summary>Draws of the proposal, each of which costs an evaluation; as many as posterior draws on the bridge when null.</summary>
    public int? ProposalDraws { get; init; }

    /// <summary>
    /// Degrees of freedom of a Student t proposal; null for a normal one. The bridge needs overlap and not heavy tails, so normal serves near-normal
    /// posteriors best.
    /// </summary>
    public double? DegreesOfFreedom { get; init; }

    /// <summary>The part of space whose integral is wanted, such as one mode's; draws outside it take no part. Null for all of space.</summary>
    public Region? Region { get; init; }
}
