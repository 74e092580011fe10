using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Models.Gif;

/// <summary>
/// A microscopic simulation under way, advanced one inner step at a time. In step k, which covers [k h, (k+1) h), the spikes of step k - delay
/// arrive,
/// evenly spread over the step; potentials and thresholds move on; neurons fire. For whole simulations use <see cref="GifSimulator"/>.
/// </summary>
public sealed class GifRun
{
    private readonly Pathway[] _pathways;
    private readonly PopulationState[] _populations;
    private readonly SpikeHistory[] _histories;
    private long _now;

    internal GifRun(GifNetwork network, NeuronConstants[] constants, Wiring wiring, Integration grid, InitialState start, ulong seed)
    {
        var size = network.Populations.Length;
        var pathways = new List<Pathway>();
        _populations = new PopulationState[size];
        ulong firstNeuron = 0;
        for (var target = 0; target < size; target++)
        {
            var population = network.Populations[target];
            var into = Pathway.Into(network, constants[target], wiring, grid, target);
            pathways.AddRange(into);
            var streams = new Rng[population.Size];
            for (var neuron = 0; neuron < streams.Length; neuron++)
            {
                streams[neuron] = new Rng(seed, StreamPurpose.MicroscopicSpikes, firstNeuron++);
            }

            _populations[target] = new PopulationState(
                constants[target], grid.Step, grid.MinimumIntervals[target], [.. into.Select(way => way.Channel).Distinct()], streams);
            if (start == InitialState.JustFired)
            {
                _populations[target].FireAll();
            }
        }

        _pathways = [.. pathways];
        _histories = [.. _populations.Select(_ => new SpikeHistory(grid.LongestDelay))];
        Step = grid.Step;
    }

    /// <summary>The inner step h, s.</summary>
    public double Step { get; }

    /// <summary>Inner steps done.</summary>
    public long Steps => _now;

    /// <summary>The neurons of a population (indices within it, ascending) that fired in the last step.</summary>
    public ReadOnlySpan<int> Fired(int population) => _populations[population].Fired;

    /// <summary>u of one neuron at the end of the last step, mV.</summary>
    public double Potential(int population, int neuron) => _populations[population].Potential(neuron);

    /// <summary>
    /// The threshold of one neuron after the last step, u_th and its adaptation, mV. Without meaning while the neuron is refractory, when no
    /// threshold matters.
    /// </summary>
    public double Threshold(int population, int neuron) => _populations[population].Threshold(neuron);

    /// <summary>Does one inner step.</summary>
    /// <param name="input">The external input of each population in this step, mA.</param>
    public void Advance(ReadOnlySpan<double> input)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(input.Length, _populations.Length);
        foreach (var pathway in _pathways)
        {
            pathway.Deliver(_histories[pathway.Source].At(_now - pathway.Delay));
        }

        for (var population = 0; population < _populations.Length; population++)
        {
            _populations[population].Advance(_now, input[population]);
            _histories[population].Record(_now, _populations[population].Fired);
        }

        _now++;
    }
}
