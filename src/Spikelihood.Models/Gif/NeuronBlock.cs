namespace Spikelihood.Models.Gif;

/// <summary>
/// A range of one population's neurons during a simulation, with the spikes they receive and those they fired lately. Until the shortest delay has
/// passed nothing it does reaches another one, so blocks may be advanced by that much in any order, and at the same time.
/// </summary>
internal sealed class NeuronBlock
{
    private readonly PopulationState _state;
    private readonly SpikeHistory _history;
    private readonly Pathway[] _pathways;
    private readonly NeuronRange _range;

    /// <param name="range">Its neurons.</param>
    /// <param name="state">Their state.</param>
    /// <param name="pathways">The ways onto them.</param>
    /// <param name="memory">For how many steps the spikes must be kept.</param>
    internal NeuronBlock(NeuronRange range, PopulationState state, Pathway[] pathways, int memory)
    {
        _range = range;
        _state = state;
        _pathways = pathways;
        _history = new SpikeHistory(memory);
    }

    /// <summary>The neurons (indices within their population, ascending) that fired in one of the last steps.</summary>
    internal ReadOnlySpan<int> Fired(long step) => _history.At(step);

    /// <summary>u of a neuron (index within its population) at the end of the last step, mV.</summary>
    internal double Potential(int neuron) => _state.Potential(neuron - _range.First);

    /// <summary>The threshold of a neuron (index within its population) in the last step, mV.</summary>
    internal double Threshold(int neuron) => _state.Threshold(neuron - _range.First);

    /// <summary>Whether a neuron of its population is one of its own.</summary>
    internal bool Contains(int neuron) => neuron >= _range.First && neuron < _range.End;

    /// <summary>Does several steps, no more than the shortest delay.</summary>
    /// <param name="first">The first step's number.</param>
    /// <param name="input">The population's external input in each step, mA.</param>
    /// <param name="populations">All blocks, by population.</param>
    internal void Advance(long first, ReadOnlySpan<double> input, NeuronBlock[][] populations)
    {
        Anticipate(first, populations);
        for (var step = 0; step < input.Length; step++)
        {
            var now = first + step;
            foreach (var pathway in _pathways)
            {
                pathway.Deliver(populations[pathway.Source], now);
            }

            if (step + 1 < input.Length)
            {
                Anticipate(now + 1, populations);
            }

            _state.Advance(now, input[step]);
            _history.Record(now, _state.Fired, _range.First);
        }
    }

    private void Anticipate(long later, NeuronBlock[][] populations)
    {
        foreach (var pathway in _pathways)
        {
            pathway.Anticipate(populations[pathway.Source], later);
        }
    }
}
