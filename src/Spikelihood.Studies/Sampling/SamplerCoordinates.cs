using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Parameters;
using Spikelihood.Studies.Fitting;

namespace Spikelihood.Studies.Sampling;

/// <summary>The coordinates in which posteriors are sampled: the centred ones of the fit, in units of the prior's spread.</summary>
internal static class SamplerCoordinates
{
    /// <summary>A posterior of the fit's coordinates in those of the sampler.</summary>
    public static Posterior Of(MesoGifProblem problem, Posterior posterior) => posterior.In(new ScaledCoordinates(problem.Coordinates, PriorScales.Of(problem)));

    /// <summary>What a log density of the sampler's coordinates has more than that of the fit's.</summary>
    public static double LogVolume(Posterior posterior) => posterior.Coordinates is ScaledCoordinates scaled ? scaled.LogVolume : 0;
}
