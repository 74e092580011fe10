using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Models.Gif;

/// <summary>
/// A microscopic simulation under way. In step k, which covers [k h, (k+1) h), the spikes of step k - delay arrive, evenly spread over the step;
/// potentials and thresholds move on; neurons fire. For whole simulations use <see cref="GifSimulator"/>.
/// </summary>
public sealed class GifRun
{
    // Fewer neuron steps than this are done (in some 50 us) before other threads have woken up.
    private const int WorthSharing = 50_000;

    // Longer delays would gain nothing more, and a simulation is to stop soon after it is told to.
    private const int LongestStretch = 64;

    private readonly NeuronBlock[][] _populations;
    private readonly (int Population, NeuronBlock Block)[] _largestFirst;
    private readonly long _neurons;
    private long _now;

    internal GifRun(GifNetwork network, NeuronConstants[][] constants, Wiring wiring, Integration grid, InitialState start, ulong seed)
    {
        Step = grid.Step;
        Stretch = Math.Min(grid.ShortestDelay, LongestStretch);
        _populations = new NeuronBlock[network.Populations.Length][];
        var blocks = new List<(int Population, int Size, NeuronBlock Block)>();
        for (var target = 0; target < _populations.Length; target++)
        {
            var population = network.Populations[target];
            var ranges = NeuronRange.Cut(population.Size);
            _populations[target] = new NeuronBlock[ranges.Length];
            for (var i = 0; i < ranges.Length; i++)
            {
                var pathways = Pathway.Onto(network, constants[target][i], wiring, grid, target, i);
                var streams = new Rng[ranges[i].Size];
                for (var neuron = 0; neuron < streams.Length; neuron++)
                {
                    streams[neuron] = new Rng(seed, StreamPurpose.MicroscopicSpikes, (ulong)(_neurons++));
                }

                var state = new PopulationState(
                    constants[target][i], grid.Step, grid.MinimumIntervals[target], [.. pathways.Select(way => way.Channel).Distinct()], streams);
                if (start == InitialState.JustFired)
                {
                    state.FireAll();
                }

                _populations[target][i] = new NeuronBlock(ranges[i], state, pathways, grid.LongestDelay + Stretch);
                blocks.Add((target, ranges[i].Size, _populations[target][i]));
            }
        }

        _largestFirst = [.. blocks.OrderByDescending(block => block.Size).Select(block => (block.Population, block.Block))];
    }

    /// <summary>The inner step h, s.</summary>
    public double Step { get; }

    /// <summary>Inner steps done.</summary>
    public long Steps => _now;

    /// <summary>How many steps can be done before a spike fired in the first of them arrives anywhere.</summary>
    internal int Stretch { get; }

    /// <summary>The neurons of a population (indices within it, ascending) that fired in the last step.</summary>
    public ReadOnlySpan<int> Fired(int population)
    {
        var blocks = _populations[population];
        if (blocks.Length == 1)
        {
            return blocks[0].Fired(_now - 1);
        }

        var all = new List<int>();
        foreach (var block in blocks)
        {
            all.AddRange(block.Fired(_now - 1));
        }

        return all.ToArray();
    }

    /// <summary>u of one neuron at the end of the last step, mV.</summary>
    public double Potential(int population, int neuron) => Block(population, neuron).Potential(neuron);

    /// <summary>
    /// The threshold of one neuron after the last step, u_th and its adaptation, mV. Without meaning while the neuron is refractory, when no
    /// threshold matters.
    /// </summary>
    public double Threshold(int population, int neuron) => Block(population, neuron).Threshold(neuron);

    /// <summary>Does one inner step.</summary>
    /// <param name="input">The external input of each population in this step, mA.</param>
    public void Advance(ReadOnlySpan<double> input)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(input.Length, _populations.Length);
        foreach (var (population, block) in _largestFirst)
        {
            block.Advance(_now, input.Slice(population, 1), _populations);
        }

        _now++;
    }

    /// <summary>Does several steps, at most <see cref="Stretch"/>, block after block or several blocks at a time; the result is the same.</summary>
    /// <param name="inputs">The input of each population, mA, by the number of the step.</param>
    /// <param name="steps">How many.</param>
    /// <param name="workers">Threads.</param>
    internal void Advance(double[][] inputs, int steps, Workers workers)
    {
        var sharing = steps * _neurons >= WorthSharing ? workers : Workers.One;
        sharing.Run(_largestFirst.Length, (i, _) =>
        {
            var (population, block) = _largestFirst[i];
            block.Advance(_now, inputs[population].AsSpan((int)_now, steps), _populations);
        });
        _now += steps;
    }

    /// <summary>The blocks of one population, whose spikes of the last <see cref="Stretch"/> steps can be read.</summary>
    internal ReadOnlySpan<NeuronBlock> Blocks(int population) => _populations[population];

    private NeuronBlock Block(int population, int neuron) =>
        Array.Find(_populations[population], block => block.Contains(neuron))
        ?? throw new ArgumentOutOfRangeException(nameof(neuron), neuron, "The population has no such neuron.");
}
