namespace Spikelihood.Models.Gif;

/// <summary>The spikes of one population in the last few steps: those still on their way.</summary>
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

    /// <summary>The neurons that fired in a step; none before the first.</summary>
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
    internal void Record(long step, ReadOnlySpan<int> neurons)
    {
        var slot = (int)(step % _neurons.Length);
        if (_neurons[slot].Length < neurons.Length)
        {
            _neurons[slot] = new int[Math.Max(neurons.Length, 2 * _neurons[slot].Length)];
        }

        neurons.CopyTo(_neurons[slot]);
        _counts[slot] = neurons.Length;
    }
}
