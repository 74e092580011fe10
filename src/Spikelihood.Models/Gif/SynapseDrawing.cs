using System.Runtime.InteropServices;
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
    /// <param name="p">Connection probability.</param>
    /// <param name="ranges">The target neurons' ranges.</param>
    /// <returns>The synapses onto each range.</returns>
    internal SynapsesOntoRange[] Random(double p, NeuronRange[] ranges)
    {
        var starts = new int[ranges.Length][];
        var targets = new List<ushort>[ranges.Length];
        for (var range = 0; range < ranges.Length; range++)
        {
            starts[range] = new int[_sources + 1];
            // Room for the mean and more standard deviations than will ever be seen.
            var expected = p * _sources * ranges[range].Size;
            targets[range] = new List<ushort>((int)Math.Min(Array.MaxLength, expected + 8 * Math.Sqrt(expected) + 8));
        }

        var logMiss = p < 1e-8 ? -p : Math.Log(1 - p);
        for (var neuron = 0; neuron < _sources; neuron++)
        {
            var rng = Stream(source, neuron, target);
            var range = 0;
            double next = -1;
            while ((next += 1 + Math.Floor(Math.Log(1 - rng.NextDouble()) / logMiss)) < _targets)
            {
                while (next >= ranges[range].End)
                {
                    range++;
                }

                targets[range].Add((ushort)((int)next - ranges[range].First));
            }

            for (var each = 0; each < ranges.Length; each++)
            {
                starts[each][neuron + 1] = targets[each].Count;
            }
        }

        return [.. starts.Zip(targets, (start, list) => new SynapsesOntoRange(start, CollectionsMarshal.AsSpan(list).ToArray()))];
    }

    /// <summary>Exactly floor(<paramref name="p"/> N) sources for every target, drawn with replacement.</summary>
    /// <param name="p">Connection probability.</param>
    /// <param name="range">The target neurons.</param>
    /// <param name="scratch">Holds the draws in the order they are made; enlarged when it is too small.</param>
    internal SynapsesOntoRange FixedInDegree(double p, NeuronRange range, ref int[] scratch)
    {
        // The tolerance keeps p N whole when it is meant to be (0.29 * 100 is a little less than 29).
        var degree = (int)Math.Floor(p * _sources + 1e-9);
        var count = checked(degree * range.Size);
        if (scratch.Length < count)
        {
            scratch = GC.AllocateUninitializedArray<int>(count);
        }

        var drawn = scratch.AsSpan(0, count);
        var starts = new int[_sources + 1];
        for (var neuron = 0; neuron < range.Size; neuron++)
        {
            var rng = Stream(target, range.First + neuron, source);
            foreach (ref var from in drawn.Slice(neuron * degree, degree))
            {
                from = rng.NextInt(_sources);
                starts[from + 1]++;
            }
        }

        // A counting sort turns the list by target into one by source.
        for (var neuron = 0; neuron < _sources; neuron++)
        {
            starts[neuron + 1] += starts[neuron];
        }

        var places = starts.AsSpan(0, _sources).ToArray();
        var targets = GC.AllocateUninitializedArray<ushort>(count);
        for (var neuron = 0; neuron < range.Size; neuron++)
        {
            foreach (var from in drawn.Slice(neuron * degree, degree))
            {
                targets[places[from]++] = (ushort)neuron;
            }
        }

        return new SynapsesOntoRange(starts, targets);
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
