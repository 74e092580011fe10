using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
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
        var times = new double[spikes.Length][][];
        for (var population = 0; population < times.Length; population++)
        {
            times[population] = ByNeuron(spikes[population], network.Populations[population].Size);
        }

        Times = times;
    }

    /// <summary>s: [population][neuron][spike].</summary>
    public IReadOnlyList<IReadOnlyList<double[]>> Times { get; }

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
                var name = units.Count.ToString(CultureInfo.InvariantCulture);
                units.Add(new SpikeUnit(name, _populations[population], ImmutableCollectionsMarshal.AsImmutableArray(times)));
            }
        }

        return new SpikeRecording(units.ToImmutable(), duration);
    }

    // Counted first: tens of thousands of neurons with a few spikes each would waste more in lists that grow than the spikes take.
    private static double[][] ByNeuron(PopulationSpikes spikes, int size)
    {
        var counts = new int[size];
        foreach (var neuron in spikes.Neurons)
        {
            counts[neuron]++;
        }

        var times = Array.ConvertAll(counts, count => new double[count]);
        Array.Clear(counts);
        for (var spike = 0; spike < spikes.Count; spike++)
        {
            var neuron = spikes.Neurons[spike];
            times[neuron][counts[neuron]++] = Math.Round(spikes.Times[spike], Decimals);
        }

        return times;
    }
}
