namespace Spikelihood.Models.Gif;

/// <summary>The synapses from one population to one other, listed by source neuron, so that a spike costs no more than its own synapses.</summary>
public sealed class Synapses
{
    private readonly int[] _starts;
    private readonly int[] _targets;

    /// <param name="starts">Where each source neuron's targets start in <paramref name="targets"/>, and their end.</param>
    /// <param name="targets">Target neurons, indices within their population, ascending for each source; one that occurs twice has two
    /// synapses.</param>
    internal Synapses(int[] starts, int[] targets)
    {
        _starts = starts;
        _targets = targets;
    }

    /// <summary>The number of synapses.</summary>
    public int Count => _targets.Length;

    /// <summary>The target neurons (indices within their population) of one source neuron.</summary>
    public ReadOnlySpan<int> Of(int source) => _targets.AsSpan(_starts[source], _starts[source + 1] - _starts[source]);
}
