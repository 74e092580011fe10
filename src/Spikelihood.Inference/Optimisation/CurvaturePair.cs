using System.Collections.Immutable;

namespace Spikelihood.Inference.Optimisation;

/// <summary>What one accepted step taught about the curvature.</summary>
/// <param name="Step">s, the change of position.</param>
/// <param name="Bend">y, by how much the gradient fell; positive along s where the density is concave.</param>
/// <param name="Product">sᵀy, positive.</param>
public sealed record CurvaturePair(ImmutableArray<double> Step, ImmutableArray<double> Bend, double Product);
