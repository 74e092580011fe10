using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Spikelihood.Models.Gif;

/// <summary>The synapses from one population onto one range of target neurons, listed by source neuron.</summary>
internal sealed class SynapsesOntoRange
{
    private const int CacheLine = 64;

    private readonly int[] _starts;
    private readonly ushort[] _targets;
    private readonly int _usualBytes;

    /// <param name="starts">Where each source neuron's targets start in <paramref name="targets"/>, and their end.</param>
    /// <param name="targets">Target neurons, indices within the range, ascending for each source; one that occurs twice has two synapses.</param>
    internal SynapsesOntoRange(int[] starts, ushort[] targets)
    {
        _starts = starts;
        _targets = targets;
        _usualBytes = (int)(sizeof(ushort) * (long)targets.Length / Math.Max(1, starts.Length - 1));
    }

    /// <summary>The number of synapses.</summary>
    internal int Count => _targets.Length;

    /// <summary>The target neurons (indices within the range) of one source neuron.</summary>
    internal ReadOnlySpan<ushort> Of(int source) => _targets.AsSpan(_starts[source], _starts[source + 1] - _starts[source]);

    /// <summary>
    /// Asks for the targets of a source neuron to be brought nearer from memory. Who fires is random, so no processor foresees which list is next; as
    /// much is asked for as lists usually hold, because to look at this one's end would mean waiting for it.
    /// </summary>
    internal unsafe void Prefetch(int source)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        // An address only: should the list move meanwhile, the wrong line is fetched and no harm done.
        var list = (byte*)Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_targets), _starts[source]));
        for (var ahead = 0; ahead <= _usualBytes; ahead += CacheLine)
        {
            Sse.Prefetch1(list + ahead);
        }
    }
}
