using Spikelihood.Models.MesoGif.Sequential;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.MesoGif;

/// <summary>
/// Simulates population spike counts: each step's counts are binomial with the expected count given all earlier ones (René 2020, equation 21).
/// Silent start, nobody has ever fired, unless another state is given. Immutable; any number of trials may run at once.
/// </summary>
public sealed class MesoGifSimulator
{
    private readonly GifNetwork _network;
    private readonly PopulationStructure[] _structures;
    private readonly SequentialRun _run;

    /// <summary>A simulator of this network.</summary>
    public MesoGifSimulator(GifNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        network.RequireHomogeneous();
        _network = network;
        _structures = PopulationStructure.Of(network);
        _run = new(network);
    }

    /// <summary>Simulates one trial for as long as the stimulus lasts.</summary>
    /// <param name="stimulus">External input, mA, at the network's time step.</param>
    /// <param name="seed">With <paramref name="trial"/>, fixes the counts.</param>
    /// <param name="trial">Trials of one seed are independent.</param>
    /// <param name="progress">Told the fraction done, now and then.</param>
    /// <param name="cancellation">Stops the simulation.</param>
    public MesoGifTrial Simulate(
        PopulationSeries<double> stimulus, ulong seed, int trial = 0, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        SimulateFrom(MesoGifState.Silent(_network), stimulus, seed, trial, progress, cancellation);

    /// <summary>The same from any state.</summary>
    /// <param name="start">The state before the first step.</param>
    /// <param name="stimulus">External input, mA, at the network's time step.</param>
    /// <param name="seed">With <paramref name="trial"/>, fixes the counts.</param>
    /// <param name="trial">Trials of one seed are independent.</param>
    /// <param name="progress">Told the fraction done, now and then.</param>
    /// <param name="cancellation">Stops the simulation.</param>
    public MesoGifTrial SimulateFrom(
        MesoGifState start, PopulationSeries<double> stimulus, ulong seed, int trial = 0, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stimulus);
        var steps = stimulus.Steps;
        var counts = _structures.Select(_ => new int[steps]).ToArray();
        var expected = _structures.Select(_ => new double[steps]).ToArray();
        var streams = _structures.Select((_, i) => new Rng(seed, StreamPurpose.MesoscopicSpikes, (ulong)trial * 4096 + (ulong)i)).ToArray();
        _run.Follow(start, stimulus, Draw, OnStretch);
        return new(new(_network.Names, _network.TimeStep, counts), new(_network.Names, _network.TimeStep, expected));

        double Draw(int population, int step, double count)
        {
            expected[population][step] = count;
            var size = _structures[population].Size;
            return counts[population][step] = BinomialSampler.Sample(ref streams[population], size, Math.Clamp(count / size, 0, 1));
        }

        void OnStretch(int done)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report((double)done / steps);
        }
    }
}
