namespace Spikelihood.Numerics.Differentiation;

/// <summary>A derivative by finite differences.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Error">How far it may be off, judged from the extrapolation table.</param>
public readonly record struct DerivativeEstimate(double Value, double Error);
