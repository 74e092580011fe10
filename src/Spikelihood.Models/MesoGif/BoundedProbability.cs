namespace Spikelihood.Models.MesoGif;

/// <summary>A firing probability within bounds.</summary>
/// <param name="Firing">p, above 0.</param>
/// <param name="Silent">1 - p, above 0; exact where p is near 1 and 1 - p would be rounding.</param>
/// <param name="Slope">dp / d(nbar / N).</param>
public readonly record struct BoundedProbability(double Firing, double Silent, double Slope);
