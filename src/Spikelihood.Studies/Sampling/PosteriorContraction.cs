using System.Collections.Immutable;
using Spikelihood.Inference.Parameters;

namespace Spikelihood.Studies.Sampling;

/// <summary>
/// How much data narrow each parameter: 1 - posterior variance / prior variance, of the logarithm of what can only be positive (log-normal and gamma
/// priors), of the value itself otherwise. 0: the data say nothing; 1: the prior does not matter; below 0: the posterior is wider than the prior.
/// </summary>
public static class PosteriorContraction
{
    /// <summary>A parameter that contracts by less is left to the prior.</summary>
    public const double Least = 0.1;

    /// <summary>The contraction of every parameter of the draws, by name.</summary>
    /// <param name="parameters">The priors.</param>
    /// <param name="draws">The draws; of a single one the contraction is not a number.</param>
    /// <exception cref="KeyNotFoundException">When the draws have a parameter that is not among <paramref name="parameters"/>.</exception>
    public static IReadOnlyDictionary<string, double> Of(ParameterSpace parameters, PosteriorDraws draws)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(draws);
        return draws.Names.Select((name, place) =>
        {
            var prior = parameters[name].Prior;
            double[] values = [.. draws.Of(place).SelectMany(chain => chain)];
            var variance = DrawMoments.Of([PriorSpread.IsOfLogarithm(prior) ? [.. values.Select(value => Math.Log(value))] : values]).Covariance[0];
            return KeyValuePair.Create(name, 1 - variance / PriorSpread.Variance(prior));
        }).ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}
