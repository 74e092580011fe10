namespace Spikelihood.Inference.Approximations;

/// <summary>The best normal approximation along a path.</summary>
/// <param name="Normal">The approximation.</param>
/// <param name="Elbo">
/// Its evidence lower bound, the mean of log density - log approximation over its draws, nats: a lower bound of the log evidence, up to the noise of few draws.
/// </param>
/// <param name="PathIndex">The point of the path whose curvature it has, from 0.</param>
/// <param name="Evaluations">Evaluations of the density, the climb included when it was made here.</param>
public sealed record PathfinderResult(MultivariateNormal Normal, double Elbo, int PathIndex, int Evaluations);
