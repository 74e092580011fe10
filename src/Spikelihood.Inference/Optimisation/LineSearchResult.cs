using System.Collections.Immutable;

namespace Spikelihood.Inference.Optimisation;

/// <summary>The point a line search settled on.</summary>
/// <param name="Step">Multiple of the direction; 0 when nothing better was found.</param>
/// <param name="Position">The point.</param>
/// <param name="Value">The log density there.</param>
/// <param name="Gradient">Its gradient there.</param>
/// <param name="Evaluations">Evaluations spent.</param>
/// <param name="MeetsWolfe">Whether both strong Wolfe conditions hold, or the longest step allowed was taken.</param>
public sealed record LineSearchResult(
    double Step, ImmutableArray<double> Position, double Value, ImmutableArray<double> Gradient, int Evaluations, bool MeetsWolfe);
