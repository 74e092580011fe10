using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.Gif;

/// <summary>
/// The microscopic network of generalised integrate-and-fire neurons (René 2020, section 4.1; equations and integration in <c>docs/gif.md</c>).
/// One simulator is one network, its connections and the values in which its neurons differ drawn once; it can be simulated any number of times, also from several threads.
/// </summary>
public sealed class GifSimulator
{
    private readonly GifNetwork _network;
    private readonly GifOptions _options;
    private readonly Integration _grid;
    private readonly NeuronConstants[][] _constants;

    /// <summary>Draws the network's connections and neurons.</summary>
    /// <param name="network">Parameters.</param>
    /// <param name="connectivitySeed">Decides who is connected to whom, and what is drawn for each neuron.</param>
    /// <param name="options">Integration; null for the defaults.</param>
    /// <param name="workers">Threads for drawing; null for all cores.</param>
    /// <exception cref="InputException">When a parameter is impossible or times are not whole numbers of inner steps.</exception>
    public GifSimulator(GifNetwork network, ulong connectivitySeed, GifOptions? options = null, Workers? workers = null)
    {
        _network = network;
        _options = options ?? new GifOptions();
        _grid = new Integration(network, _options);
        Neurons = NeuronParameters.Draw(network, connectivitySeed);
        _constants = NeuronConstants.Of(network, Neurons, _grid);
        Wiring = Wiring.Draw(network, connectivitySeed, workers ?? Workers.AllCores);
    }

    /// <summary>Who is connected to whom.</summary>
    public Wiring Wiring { get; }

    /// <summary>The neurons' parameters.</summary>
    public NeuronParameters Neurons { get; }

    /// <summary>The inner step, s.</summary>
    public double InnerStep => _grid.Step;

    /// <summary>Starts a simulation that the caller advances step by step.</summary>
    /// <param name="seed">Decides when neurons fire.</param>
    public GifRun Begin(ulong seed) => new(_network, _constants, Wiring, _grid, _options.Start, seed);

    /// <summary>Simulates the network under an input.</summary>
    /// <param name="stimulus">Input for the model's populations and time step; its fine series is averaged over (or held through) the inner
    /// steps.</param>
    /// <param name="seed">Decides when neurons fire; the same seed with a longer input begins with the same spikes.</param>
    /// <param name="keepSpikes">Whether to keep every spike beside the counts.</param>
    /// <param name="workers">
    /// Threads for this one simulation, of use from some ten thousand neurons on; the result does not depend on them. Null for the calling thread.
    /// </param>
    /// <param name="progress">Told the fraction done, a hundred times.</param>
    /// <param name="cancellation">Stops the simulation within a delay.</param>
    public GifRecording Simulate(
        SampledStimulus stimulus,
        ulong seed,
        bool keepSpikes = false,
        Workers? workers = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stimulus);
        var names = _network.Names;
        if (!stimulus.Coarse.Populations.SequenceEqual(names) || Math.Abs(stimulus.Coarse.TimeStep - _network.TimeStep) > 1e-6 * _network.TimeStep)
        {
            throw new ArgumentException("The stimulus was sampled for other populations or another time step.", nameof(stimulus));
        }

        var steps = stimulus.Coarse.Steps;
        var parts = _grid.PartsPerStep;
        var inputs = new double[names.Length][];
        for (var population = 0; population < inputs.Length; population++)
        {
            inputs[population] = PiecewiseConstant.Average(stimulus.Fine.Of(population), stimulus.Fine.Steps / steps, parts);
        }

        var counts = names.Select(_ => new int[steps]).ToArray();
        PopulationSpikes[] spikes = keepSpikes ? [.. names.Select(name => new PopulationSpikes(name))] : [];
        var run = Begin(seed);
        var last = (long)steps * parts;
        while (run.Steps < last)
        {
            cancellation.ThrowIfCancellationRequested();
            var first = run.Steps;
            run.Advance(inputs, (int)Math.Min(run.Stretch, last - first), workers ?? Workers.One);
            for (var inner = first; inner < run.Steps; inner++)
            {
                Count(run, inner, counts, (int)(inner / parts), spikes);
            }

            if (progress is not null && run.Steps * 100 / last != first * 100 / last)
            {
                progress.Report((double)run.Steps / last);
            }
        }

        return new GifRecording(new PopulationSeries<int>(names, _network.TimeStep, counts), [.. spikes]);
    }

    private static void Count(GifRun run, long inner, int[][] counts, int step, PopulationSpikes[] spikes)
    {
        for (var population = 0; population < counts.Length; population++)
        {
            foreach (var block in run.Blocks(population))
            {
                var fired = block.Fired(inner);
                counts[population][step] += fired.Length;
                if (spikes.Length > 0)
                {
                    spikes[population].Add(fired, (inner + 0.5) * run.Step);
                }
            }
        }
    }
}
