using System.Collections.Immutable;
using Spikelihood.Inference.Approximations;

namespace Spikelihood.Studies.Sampling;

/// <summary>A mode of a posterior: its top and the normal distribution that its curvature implies.</summary>
/// <param name="Top">Position of the highest point.</param>
/// <param name="LogDensity">Log density there.</param>
/// <param name="Laplace">The normal distribution of the curvature there; null where the density does not fall in every direction, or nobody looked.</param>
/// <param name="Starts">How many starts of the fit ended there.</param>
/// <param name="Gradients">Evaluations spent on it.</param>
internal sealed record Mode(ImmutableArray<double> Top, double LogDensity, LaplaceApproximation? Laplace, int Starts, int Gradients);
