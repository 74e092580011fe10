namespace Spikelihood.Models.Gif;

/// <summary>The spikes of one range of neurons in the last few steps: those still on their way.</summary>
internal sealed class SpikeHistory
{
    private readonly int[][] _neurons;
    private readonly int[] _counts;

    /// <param name="steps">How many steps back it must reach.</param>
    internal SpikeHistory(int steps)
    {
        _neurons = new int[steps + 1][];
        Array.Fill(_neurons, []);
        _counts = new int[steps + 1];
    }

    /// <summary>The neurons (indices within their population, ascending) that fired in a step; none before the first.</summary>
    internal ReadOnlySpan<int> At(long step)
    {
        if (step < 0)
        {
            return [];
        }

        var slot = (int)(step % _neurons.Length);
        return _neurons[slot].AsSpan(0, _counts[slot]);
    }

    /// <summary>Records the neurons that fired in a step, over those of the oldest one.</summary>
    /// <param name="step">The step's number.</param>
    /// <param name="neurons">Indices within the range.</param>
    /// <param name="first">The range's first neuron, added to every index.</param>
    internal void Record(long step, ReadOnlySpan<int> neurons, int first)
    {
        var slot = (int)(step % _neurons.Length);
        if (_neurons[slot].Length < neurons.Length)
        {
            _neurons[slot] = new int[Math.Max(neurons.Length, 2 * _neurons[slot].Length)];
        }

        var slots = _neurons[slot];
        for (var i = 0; i < neurons.Length; i++)
        {
            slots[i] = first + neurons[i];
        }

        _counts[slot] = neurons.Length;
    }
}
