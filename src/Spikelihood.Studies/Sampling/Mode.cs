using System.Collections.Immutable;
using Spikelihood.Inference.Uncertainty;

namespace Spikelihood.Studies.Sampling;

/// <summary>A mode of a posterior: its top and the normal distribution that its curvature implies.</summary>
/// <param name="Top">Position of the highest point.</param>
/// <param name="LogDensity">Log density there.</param>
/// <param name="Covariance">Inverse of minus the Hessian there; null where that is not positive definite.</param>
/// <param name="Starts">How many starts of the fit ended there.</param>
/// <param name="Gradients">Evaluations spent on it.</param>
internal sealed record Mode(ImmutableArray<double> Top, double LogDensity, CovarianceEstimate? Covariance, int Starts, int Gradients);
