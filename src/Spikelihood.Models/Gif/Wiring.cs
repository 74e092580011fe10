using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Gif;

/// <summary>
/// Who is connected to whom in one microscopic network. Every neuron and partner population have a random stream of their own, so the result depends
/// on
/// the seed alone: not on the number of threads, and for one pair of populations not on the others' parameters.
/// </summary>
public sealed class Wiring
{
    private readonly Synapses?[,] _synapses;
    private readonly double[,] _uniformWeights;

    private Wiring(Synapses?[,] synapses, double[,] uniformWeights)
    {
        _synapses = synapses;
        _uniformWeights = uniformWeights;
    }

    /// <summary>Draws the connections of <paramref name="network"/>.</summary>
    /// <param name="network">Its populations, connection probabilities and rule.</param>
    /// <param name="seed">One seed, one network.</param>
    /// <param name="workers">Draws pairs of populations in parallel.</param>
    /// <exception cref="Spikes.Files.InputException">When the network's values are impossible.</exception>
    public static Wiring Draw(GifNetwork network, ulong seed, Workers workers)
    {
        ArgumentNullException.ThrowIfNull(workers);
        NetworkCheck.Require(network);
        var size = network.Populations.Length;
        var synapses = new Synapses?[size, size];
        var uniform = new double[size, size];
        var ranges = network.Populations.Select(population => NeuronRange.Cut(population.Size)).ToArray();
        var drawings = new List<Action<int[][], int>>();
        for (var target = 0; target < size; target++)
        {
            for (var source = 0; source < size; source++)
            {
                double p = network.Connections.Probability[target, source], w = network.Connections.Weight[target, source];
                if (IsUniform(network, target, source))
                {
                    uniform[target, source] = p * w;
                }
                else if (p != 0 && w != 0)
                {
                    var onto = new SynapsesOntoRange[ranges[target].Length];
                    synapses[target, source] = new Synapses(ranges[target], onto);
                    drawings.AddRange(Drawings(new SynapseDrawing(network, seed, target, source), network.Connections.Rule, p, ranges[target], onto));
                }
            }
        }

        var scratch = new int[workers.Count][];
        Array.Fill(scratch, []);
        workers.Run(drawings.Count, (drawing, worker) => drawings[drawing](scratch, worker));
        return new Wiring(synapses, uniform);
    }

    /// <summary>The synapses from a source to a target population; null where there are none or where all pairs are alike.</summary>
    public Synapses? Between(int target, int source) => _synapses[target, source];

    /// <summary>
    /// The weight, mV, with which every neuron of a source population acts on every neuron of the target population; 0 where synapses are listed one
    /// by one.
    /// </summary>
    public double UniformWeight(int target, int source) => _uniformWeights[target, source];

    /// <summary>Whether all pairs of two populations are alike, so that no synapse need be listed.</summary>
    internal static bool IsUniform(GifNetwork network, int target, int source) => network.Connections.Rule switch
    {
        ConnectionRule.AllToAll => true,
        ConnectionRule.Random => network.Connections.Probability[target, source] == 1,
        _ => false,
    };

    // What can be drawn independently of the rest: for random connections a pair of populations, for fixed in-degrees a range of targets too.
    private static IEnumerable<Action<int[][], int>> Drawings(
        SynapseDrawing drawing, ConnectionRule rule, double p, NeuronRange[] ranges, SynapsesOntoRange[] onto)
    {
        if (rule == ConnectionRule.Random)
        {
            return [(_, _) => drawing.Random(p, ranges).CopyTo(onto, 0)];
        }

        return ranges.Select<NeuronRange, Action<int[][], int>>(
            (range, i) => (scratch, worker) => onto[i] = drawing.FixedInDegree(p, range, ref scratch[worker]));
    }
}
