using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Models.Gif;
using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Cli.Jobs;

/// <summary>The spikes of a simulated network, neuron by neuron.</summary>
internal sealed class NeuronSpikes
{
    // Times are multiples of half an inner step; beyond a nanosecond there are only the digits of binary rounding.
    private const int Decimals = 9;
    private readonly ImmutableArray<string> _populations;

    /// <summary>Sorts spikes in order of time by neurons.</summary>
    public NeuronSpikes(GifNetwork network, ImmutableArray<PopulationSpikes> spikes)
    {
        _populations = network.Names;
        var times = network.Populations.Select(population => Enumerable.Range(0, population.Size).Select(_ => new List<double>()).ToArray()).ToArray();
        for (var population = 0; population < times.Length; population++)
        {
            var neurons = spikes[population].Neurons;
            var when = spikes[population].Times;
            for (var spike = 0; spike < neurons.Length; spike++)
            {
                times[population][neurons[spike]].Add(Math.Round(when[spike], Decimals));
            }
        }

        Times = times;
    }

    /// <summary>s: [population][neuron][spike].</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> Times { get; }

    /// <summary>
    /// The neurons as units, numbered from 0 through all populations, so that a number alone says which neuron; those that never fired included.
    /// </summary>
    /// <param name="duration">s.</param>
    public SpikeRecording ToRecording(double duration)
    {
        var units = ImmutableArray.CreateBuilder<SpikeUnit>();
        for (var population = 0; population < Times.Count; population++)
        {
            foreach (var times in Times[population])
            {
                units.Add(new SpikeUnit(units.Count.ToString(CultureInfo.InvariantCulture), _populations[population], [.. times]));
            }
        }

        return new SpikeRecording(units.ToImmutable(), duration);
    }
}
