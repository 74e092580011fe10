using Spikelihood.Models.Networks;

namespace Spikelihood.Models.Gif;

/// <summary>The way of spikes from one population to one range of neurons.</summary>
/// <param name="Source">The source population's index.</param>
/// <param name="Delay">Inner steps.</param>
/// <param name="Weight">w, mV (for all-to-all connections p w).</param>
/// <param name="Synapses">Single synapses, or null when every pair is connected alike.</param>
/// <param name="Channel">Where the spikes arrive.</param>
internal sealed record Pathway(int Source, int Delay, double Weight, SynapsesOntoRange? Synapses, SynapticChannel Channel)
{
    /// <summary>The pathways onto one range of a population's neurons; sources with one synaptic time constant share a channel.</summary>
    internal static Pathway[] Onto(GifNetwork network, NeuronConstants constants, Wiring wiring, Integration grid, int target, int range)
    {
        var padded = NeuronKernels.Padded(constants.Population.Size);
        var pathways = new List<Pathway>();
        var connected = Enumerable.Range(0, network.Populations.Length)
            .Where(source => wiring.Between(target, source) is not null || wiring.UniformWeight(target, source) != 0);
        foreach (var alike in connected.GroupBy(source => network.Populations[source].SynapticTimeConstant))
        {
            var single = alike.Any(source => wiring.Between(target, source) is not null);
            var channel = new SynapticChannel(constants.Filters(alike.Key, grid.Step), single ? padded : 0);
            pathways.AddRange(alike.Select(source =>
            {
                var synapses = wiring.Between(target, source)?.Onto(range);
                var weight = synapses is null ? wiring.UniformWeight(target, source) : network.Connections.Weight[target, source];
                return new Pathway(source, grid.Delay(target, source), weight, synapses, channel);
            }));
        }

        return [.. pathways];
    }

    /// <summary>Delivers the spikes that the source population fired a delay ago.</summary>
    /// <param name="sources">The source population's ranges.</param>
    /// <param name="now">The step in which they arrive.</param>
    internal void Deliver(ReadOnlySpan<NeuronBlock> sources, long now)
    {
        var spikes = 0;
        foreach (var source in sources)
        {
            var fired = source.Fired(now - Delay);
            spikes += fired.Length;
            if (Synapses is not null)
            {
                foreach (var neuron in fired)
                {
                    Channel.Deliver(Synapses.Of(neuron), Weight);
                }
            }
        }

        if (Synapses is null)
        {
            Channel.DeliverToAll(spikes * Weight);
        }
    }

    /// <summary>Has the synapses brought nearer that a later <see cref="Deliver"/> will need.</summary>
    /// <param name="sources">The source population's ranges.</param>
    /// <param name="later">The step in which the spikes arrive.</param>
    internal void Anticipate(ReadOnlySpan<NeuronBlock> sources, long later)
    {
        if (Synapses is null)
        {
            return;
        }

        foreach (var source in sources)
        {
            foreach (var neuron in source.Fired(later - Delay))
            {
                Synapses.Prefetch(neuron);
            }
        }
    }
}
