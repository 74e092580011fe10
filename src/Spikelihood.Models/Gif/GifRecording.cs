using System.Collections.Immutable;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.Gif;

/// <summary>What a microscopic simulation gives.</summary>
/// <param name="Counts">Spikes of each population in each model step.</param>
/// <param name="Spikes">Every population's spikes, or empty when they were not asked for.</param>
public sealed record GifRecording(PopulationSeries<int> Counts, ImmutableArray<PopulationSpikes> Spikes);

/// <summary>The spikes of one population, in order of time (and of neurons within an inner step).</summary>
public sealed class PopulationSpikes
{
    private readonly List<int> _neurons = [];
    private readonly List<double> _times = [];

    internal PopulationSpikes(string population) => Population = population;

    /// <summary>The population's name.</summary>
    public string Population { get; }

    /// <summary>Number of spikes.</summary>
    public int Count => _neurons.Count;

    /// <summary>Who fired: indices within the population, from 0.</summary>
    public ReadOnlySpan<int> Neurons => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_neurons);

    /// <summary>
    /// When, s: the middle of the inner step in which the spike fell, so that binning the times by model steps gives back the counts
    /// whatever the last digit of a time.
    /// </summary>
    public ReadOnlySpan<double> Times => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_times);

    internal void Add(ReadOnlySpan<int> neurons, double time)
    {
        foreach (var neuron in neurons)
        {
            _neurons.Add(neuron);
            _times.Add(time);
        }
    }
}
