using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Parameters;
using Spikelihood.Studies.Fitting;

namespace Spikelihood.Studies.Sampling;

/// <summary>
/// The coordinates in which posteriors are sampled: those of the fit with √tau_m beside each weight (<see cref="FluctuationCoordinates"/>), in units of the
/// prior's spread (<see cref="PriorScales"/>).
/// </summary>
internal static class SamplerCoordinates
{
    /// <summary>The coordinates of a problem.</summary>
    public static ScaledCoordinates Of(MesoGifProblem problem)
    {
        var parameters = problem.Inferred.Select(place => problem.Layout.All[place]).ToArray();
        var pairs = ImmutableArray.CreateBuilder<(int, int)>();
        for (var weight = 0; weight < parameters.Length; weight++)
        {
            var time = parameters[weight].Family == "w"
                ? Array.FindIndex(parameters, other => other.Family == "tau_m" && other.Population == parameters[weight].Population)
                : -1;
            if (time >= 0)
            {
                pairs.Add((weight, time));
            }
        }

        var coordinates = new FluctuationCoordinates(problem.Coordinates, pairs.ToImmutable());
        return new(coordinates, PriorScales.Of(problem, coordinates));
    }

    /// <summary>A log density of the sampler's coordinates as one of the fit's.</summary>
    /// <param name="problem">What is inferred.</param>
    /// <param name="posterior">The posterior that is sampled.</param>
    /// <param name="position">Where.</param>
    /// <param name="logDensity">The log density there.</param>
    public static double AsInTheFit(MesoGifProblem problem, Posterior posterior, ReadOnlySpan<double> position, double logDensity)
    {
        var (natural, fitted, gradient) = (new double[position.Length], new double[position.Length], new double[position.Length]);
        posterior.Coordinates.ToNatural(position, natural);
        problem.Coordinates.ToPosition(natural, fitted);
        return logDensity - posterior.Coordinates.LogJacobian(position, natural, gradient) + problem.Coordinates.LogJacobian(fitted, natural, gradient);
    }
}
