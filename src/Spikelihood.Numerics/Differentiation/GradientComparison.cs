namespace Spikelihood.Numerics.Differentiation;

/// <summary>The component of a gradient that agrees least with finite differences.</summary>
/// <param name="Component">Its index.</param>
/// <param name="Claimed">What the function says.</param>
/// <param name="Measured">What finite differences say.</param>
/// <param name="RelativeError">Their difference relative to the larger of the two, or to 1e-3 of the gradient's largest component if that is more.</param>
public readonly record struct GradientComparison(int Component, double Claimed, double Measured, double RelativeError);
