using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Models.Networks;

/// <summary>
/// The neurons of one heterogeneous network, each with the values drawn for it (René 2020, section 2.4). Every neuron and parameter has a random
/// stream of its own: the values depend on the seed and the neuron's place in the network, not on threads or on what else is drawn. A value that the
/// parameter cannot take (a negative time constant from a normal distribution) is drawn again: the distribution is cut off at the parameter's bound.
/// </summary>
public sealed class NeuronParameters
{
    /// <summary>Beyond this a bound leaves so little of a distribution that it was surely not meant.</summary>
    private const int MostAttempts = 1000;

    private readonly GifNetwork _network;
    private readonly double[][][] _values;

    private NeuronParameters(GifNetwork network, double[][][] values)
    {
        _network = network;
        _values = values;
    }

    /// <summary>What neurons may have values of their own of.</summary>
    public static ImmutableArray<string> Families => NeuronFamily.All;

    /// <summary>Whether a neuron can have this value of a parameter; the bounds are those of a plain number in a model file.</summary>
    public static bool Allows(string family, double value) => NeuronFamily.Allows(family, value);

    /// <summary>A population's value of a parameter; null for an adaptation component that it does not have.</summary>
    public static double? Value(Population population, string family, int component)
    {
        ArgumentNullException.ThrowIfNull(population);
        return family is "J_theta" or "tau_theta" && component >= population.Adaptation.Length ? null : NeuronFamily.Read(population, family, component);
    }

    /// <summary>Draws the neurons of a network.</summary>
    /// <param name="network">Its populations say what is drawn; one that draws nothing is homogeneous.</param>
    /// <param name="seed">One seed, one network: the seed of its connections.</param>
    /// <exception cref="InputException">When a distribution hardly ever gives a value that the parameter can take.</exception>
    public static NeuronParameters Draw(GifNetwork network, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        var first = 0UL;
        var values = new double[network.Populations.Length][][];
        for (var i = 0; i < values.Length; i++)
        {
            var population = network.Populations[i];
            values[i] = [.. population.Heterogeneity.Select(drawn => Draw(population, drawn, seed, first))];
            first += (ulong)population.Size;
        }

        return new NeuronParameters(network, values);
    }

    /// <summary>The values of one parameter, neuron by neuron.</summary>
    /// <param name="population">The population's index.</param>
    /// <param name="drawn">Its place in <see cref="Population.Heterogeneity"/>.</param>
    public ReadOnlySpan<double> Of(int population, int drawn) => _values[population][drawn];

    /// <summary>A population as it would be if all were like one of its neurons.</summary>
    public Population Neuron(int population, int neuron)
    {
        var own = _network.Populations[population];
        for (var i = 0; i < own.Heterogeneity.Length; i++)
        {
            var (family, component, _) = own.Heterogeneity[i];
            own = NeuronFamily.Write(own, family, component, _values[population][i][neuron]);
        }

        return own;
    }

    /// <summary>
    /// The homogeneous network of the average neurons: every drawn parameter at the mean of the values that were drawn ("average heterogeneous
    /// value", René 2020, Table 9). The mesoscopic model and its likelihood know only such networks.
    /// </summary>
    public GifNetwork AtAverages() => _network.IsHeterogeneous
        ? _network with { Populations = [.. _network.Populations.Select(Average)] }
        : _network;

    private static double[] Draw(Population population, DrawnParameter drawn, ulong seed, ulong first)
    {
        var slot = (ulong)(NeuronFamily.All.IndexOf(drawn.Family) + NeuronFamily.All.Length * drawn.Component);
        var values = new double[population.Size];
        for (var neuron = 0; neuron < values.Length; neuron++)
        {
            var rng = new Rng(seed, StreamPurpose.Heterogeneity, (slot << 40) + first + (ulong)neuron);
            var attempts = 0;
            do
            {
                if (attempts++ == MostAttempts)
                {
                    throw new InputException(string.Create(CultureInfo.InvariantCulture,
                        $"{drawn.Family} of {population.Name} cannot be drawn from {drawn.Distribution.Describe()}: none of {MostAttempts} numbers is a possible value; change the distribution."));
                }

                values[neuron] = drawn.Distribution.Sample(ref rng);
            }
            while (!NeuronFamily.Allows(drawn.Family, values[neuron]));
        }

        return values;
    }

    private Population Average(Population population, int index)
    {
        var average = population with { Heterogeneity = [] };
        for (var i = 0; i < population.Heterogeneity.Length; i++)
        {
            // Around the first value, so that equal numbers have exactly themselves as their mean.
            var values = _values[index][i];
            var mean = values[0] + values.Sum(value => value - values[0]) / values.Length;
            average = NeuronFamily.Write(average, population.Heterogeneity[i].Family, population.Heterogeneity[i].Component, mean);
        }

        return average;
    }
}
