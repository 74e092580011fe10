namespace Spikelihood.Inference.Evidence;

/// <summary>How much of a density belongs to one of its modes.</summary>
/// <param name="Share">Its share of the whole, 0 to 1.</param>
/// <param name="Error">Standard error of the share, never below the weight of one particle; NaN when there is nothing to judge it by.</param>
public readonly record struct ModeShare(double Share, double Error);
