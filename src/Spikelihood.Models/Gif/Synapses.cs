namespace Spikelihood.Models.Gif;

/// <summary>
/// The synapses from one population to one other, in two bytes each, kept apart for each range of target neurons and there listed by source neuron, so
/// that a spike costs no more than its own synapses and every range can be served by a thread of its own.
/// </summary>
public sealed class Synapses
{
    private readonly NeuronRange[] _ranges;
    private readonly SynapsesOntoRange[] _onto;

    /// <param name="ranges">The target population's neurons, cut into ranges.</param>
    /// <param name="onto">The synapses onto each range.</param>
    internal Synapses(NeuronRange[] ranges, SynapsesOntoRange[] onto)
    {
        _ranges = ranges;
        _onto = onto;
    }

    /// <summary>The number of synapses.</summary>
    public long Count => _onto.Sum(range => (long)range.Count);

    /// <summary>
    /// The target neurons (indices within their population, ascending) of one source neuron, gathered anew at every call; one that occurs twice has two
    /// synapses.
    /// </summary>
    public int[] Of(int source)
    {
        var targets = new List<int>();
        for (var range = 0; range < _onto.Length; range++)
        {
            foreach (var target in _onto[range].Of(source))
            {
                targets.Add(_ranges[range].First + target);
            }
        }

        return [.. targets];
    }

    /// <summary>The synapses onto one range of target neurons.</summary>
    internal SynapsesOntoRange Onto(int range) => _onto[range];
}
