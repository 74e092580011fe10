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
        var rule = network.Connections.Rule;
        var synapses = new Synapses?[size, size];
        var uniform = new double[size, size];
        workers.Run(size * size, (pair, _) =>
        {
            int target = pair / size, source = pair % size;
            double p = network.Connections.Probability[target, source], w = network.Connections.Weight[target, source];
            if (p == 0 || w == 0)
            {
                return;
            }

            if (rule == ConnectionRule.AllToAll || (rule == ConnectionRule.Random && p == 1))
            {
                uniform[target, source] = p * w;
                return;
            }

            var drawing = new SynapseDrawing(network, seed, target, source);
            synapses[target, source] = rule == ConnectionRule.FixedInDegree ? drawing.FixedInDegree(p) : drawing.Random(p);
        });
        return new Wiring(synapses, uniform);
    }

    /// <summary>The synapses from a source to a target population; null where there are none or where all pairs are alike.</summary>
    public Synapses? Between(int target, int source) => _synapses[target, source];

    /// <summary>
    /// The weight, mV, with which every neuron of a source population acts on every neuron of the target population; 0 where synapses are listed one
    /// by one.
    /// </summary>
    public double UniformWeight(int target, int source) => _uniformWeights[target, source];
}
