using System.Collections.Immutable;
using Spikelihood.Models.Networks;
using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files.Models;

/// <summary>Reads a single-neuron parameter: a number for all neurons, or a distribution from which each has its own.</summary>
internal static class NeuronValueReader
{
    /// <summary>The value for all neurons, or that of a typical one, in which case the distribution is noted down.</summary>
    /// <param name="value">The place.</param>
    /// <param name="family">For example <c>tau_m</c>.</param>
    /// <param name="component">The number of the adaptation component, or 0.</param>
    /// <param name="drawn">Takes the distribution, if there is one.</param>
    /// <param name="number">Reads a plain number.</param>
    public static double Read(
        YamlValue value, string family, int component, ImmutableArray<DrawnParameter>.Builder drawn, Func<YamlValue, double> number)
    {
        if (WrittenDistribution.At(value, family) is not { } written)
        {
            return number(value);
        }

        var distribution = DistributionKind.Read(value, written);
        var median = distribution.Quantile(0.5);
        if (!NeuronParameters.Allows(family, median))
        {
            throw value.Error($"at least half of {distribution.Describe()} are no possible values of {family}; give another distribution");
        }

        drawn.Add(new DrawnParameter(family, component, distribution));
        return median;
    }
}
