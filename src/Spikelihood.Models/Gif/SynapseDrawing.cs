using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Models.Gif;

/// <summary>Draws the synapses from one population to one other.</summary>
internal readonly struct SynapseDrawing(GifNetwork network, ulong seed, int target, int source)
{
    private readonly int _targets = network.Populations[target].Size;
    private readonly int _sources = network.Populations[source].Size;

    /// <summary>
    /// Every pair independently with probability <paramref name="p"/>, a neuron and itself included. The gaps between a source neuron's targets are
    /// geometric, so the cost goes with the synapses, not the pairs.
    /// </summary>
    internal Synapses Random(double p)
    {
        var starts = new int[_sources + 1];
        var targets = new List<int>((int)Math.Min(Array.MaxLength, 1.01 * p * _sources * _targets + 100));
        var logMiss = p < 1e-8 ? -p : Math.Log(1 - p);
        for (var neuron = 0; neuron < _sources; neuron++)
        {
            var rng = Stream(source, neuron, target);
            double next = -1;
            while ((next += 1 + Math.Floor(Math.Log(1 - rng.NextDouble()) / logMiss)) < _targets)
            {
                targets.Add((int)next);
            }

            starts[neuron + 1] = targets.Count;
        }

        return new Synapses(starts, [.. targets]);
    }

    /// <summary>Exactly floor(<paramref name="p"/> N) sources for every target, drawn with replacement.</summary>
    internal Synapses FixedInDegree(double p)
    {
        // The tolerance keeps p N whole when it is meant to be (0.29 * 100 is a little less than 29).
        var degree = (int)Math.Floor(p * _sources + 1e-9);
        var drawn = new int[checked(degree * _targets)];
        var starts = new int[_sources + 1];
        for (var neuron = 0; neuron < _targets; neuron++)
        {
            var rng = Stream(target, neuron, source);
            for (var synapse = 0; synapse < degree; synapse++)
            {
                var from = rng.NextInt(_sources);
                drawn[neuron * degree + synapse] = from;
                starts[from + 1]++;
            }
        }

        // A counting sort turns the list by target into one by source.
        for (var neuron = 0; neuron < _sources; neuron++)
        {
            starts[neuron + 1] += starts[neuron];
        }

        var places = starts.AsSpan(0, _sources).ToArray();
        var targets = new int[drawn.Length];
        for (var synapse = 0; synapse < drawn.Length; synapse++)
        {
            targets[places[drawn[synapse]]++] = synapse / degree;
        }

        return new Synapses(starts, targets);
    }

    private Rng Stream(int population, int neuron, int partner)
    {
        ulong index = (ulong)neuron;
        for (var earlier = 0; earlier < population; earlier++)
        {
            index += (ulong)network.Populations[earlier].Size;
        }

        return new Rng(seed, StreamPurpose.Connectivity, index * (ulong)network.Populations.Length + (ulong)partner);
    }
}
