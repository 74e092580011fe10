namespace Spikelihood.Inference.Evidence;

/// <summary>A normalising constant found by bridge sampling.</summary>
/// <param name="LogEvidence">The log of the integral over the density (within the region), nats.</param>
/// <param name="Error">Its standard error, nats; infinite when proposal and posterior do not overlap at all.</param>
/// <param name="EffectiveDraws">How many independent draws the posterior draws on the bridge are worth.</param>
/// <param name="Evaluations">Evaluations of the density.</param>
/// <param name="InsideShare">The share of the proposal's draws inside the region.</param>
public sealed record BridgeEstimate(double LogEvidence, double Error, double EffectiveDraws, int Evaluations, double InsideShare);
