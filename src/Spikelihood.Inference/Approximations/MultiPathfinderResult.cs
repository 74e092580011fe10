using System.Collections.Immutable;
using Spikelihood.Inference.Evidence;

namespace Spikelihood.Inference.Approximations;

/// <summary>What several paths found together.</summary>
/// <param name="Paths">Each path's own approximation; null where it gave none.</param>
/// <param name="Mixture">All of them in equal parts.</param>
/// <param name="Sample">
/// Draws of the mixture, weighted to stand for the density; its k̂ says whether they do. Null when the density is finite at none of them.
/// </param>
/// <param name="Evaluations">Evaluations of the density in all.</param>
public sealed record MultiPathfinderResult(
    ImmutableArray<PathfinderResult?> Paths, MixtureDensity Mixture, ImportanceSample? Sample, int Evaluations);
