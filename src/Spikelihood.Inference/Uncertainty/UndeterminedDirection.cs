using System.Collections.Immutable;

namespace Spikelihood.Inference.Uncertainty;

/// <summary>A direction in which the log density does not fall: data and prior leave it open, or the point is no maximum.</summary>
/// <param name="Curvature">Minus the second derivative along the direction, relative to the best determined one; zero or below, or rounding.</param>
/// <param name="Components">The direction, in the coordinates of the estimate.</param>
public sealed record UndeterminedDirection(double Curvature, ImmutableArray<double> Components);
