using Spikelihood.Models.Networks;

namespace Spikelihood.Models.Gif;

/// <summary>The way of spikes from one population to one other.</summary>
/// <param name="Source">The source population's index.</param>
/// <param name="Delay">Inner steps.</param>
/// <param name="Weight">w, mV (for all-to-all connections p w).</param>
/// <param name="Synapses">Single synapses, or null when every pair is connected alike.</param>
/// <param name="Channel">Where the spikes arrive.</param>
internal sealed record Pathway(int Source, int Delay, double Weight, Synapses? Synapses, SynapticChannel Channel)
{
    /// <summary>The pathways into one population; sources with one synaptic time constant share a channel.</summary>
    internal static IReadOnlyList<Pathway> Into(GifNetwork network, NeuronConstants constants, Wiring wiring, Integration grid, int target)
    {
        var neurons = NeuronKernels.Padded(network.Populations[target].Size);
        var pathways = new List<Pathway>();
        var connected = Enumerable.Range(0, network.Populations.Length)
            .Where(source => wiring.Between(target, source) is not null || wiring.UniformWeight(target, source) != 0);
        foreach (var alike in connected.GroupBy(source => network.Populations[source].SynapticTimeConstant))
        {
            var single = alike.Any(source => wiring.Between(target, source) is not null);
            var channel = new SynapticChannel(constants.Filters(alike.Key, grid.Step), single ? neurons : 0);
            pathways.AddRange(alike.Select(source =>
            {
                var synapses = wiring.Between(target, source);
                var weight = synapses is null ? wiring.UniformWeight(target, source) : network.Connections.Weight[target, source];
                return new Pathway(source, grid.Delay(target, source), weight, synapses, channel);
            }));
        }

        return pathways;
    }

    /// <summary>Delivers the spikes of the neurons that fired a delay ago.</summary>
    internal void Deliver(ReadOnlySpan<int> fired)
    {
        if (Synapses is null)
        {
            Channel.DeliverToAll(fired.Length * Weight);
            return;
        }

        foreach (var neuron in fired)
        {
            Channel.Deliver(Synapses.Of(neuron), Weight);
        }
    }
}
