namespace Spikelihood.Models.Gif;

/// <summary>The synapses from one population onto one range of target neurons, listed by source neuron.</summary>
internal sealed class SynapsesOntoRange
{
    private readonly int[] _starts;
    private readonly ushort[] _targets;

    /// <param name="starts">Where each source neuron's targets start in <paramref name="targets"/>, and their end.</param>
    /// <param name="targets">Target neurons, indices within the range, ascending for each source; one that occurs twice has two synapses.</param>
    internal SynapsesOntoRange(int[] starts, ushort[] targets)
    {
        _starts = starts;
        _targets = targets;
    }

    /// <summary>The number of synapses.</summary>
    internal int Count => _targets.Length;

    /// <summary>The target neurons (indices within the range) of one source neuron.</summary>
    internal ReadOnlySpan<ushort> Of(int source) => _targets.AsSpan(_starts[source], _starts[source + 1] - _starts[source]);
}
