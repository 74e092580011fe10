using Spikelihood.Models.Gif;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Studies.Simulation;

/// <summary>Trials of one model under one frozen input, side by side on all threads; each depends on the seed and its number alone.</summary>
public static class TrialSimulator
{
    /// <summary>Trials of the population model.</summary>
    /// <param name="network">The model.</param>
    /// <param name="input">The input of all trials.</param>
    /// <param name="seed">With a trial's number, decides its spikes; trial 0 is what a single simulation of this seed gives.</param>
    /// <param name="trials">How many.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="progress">Told of the finished fraction.</param>
    /// <param name="cancellation">Stops.</param>
    public static PopulationSeries<int>[] Mesoscopic(
        GifNetwork network, PopulationSeries<double> input, ulong seed, int trials, Workers workers, IProgress<double>? progress, CancellationToken cancellation)
    {
        var simulator = new MesoGifSimulator(network);
        return Run(trials, workers, trial => simulator.Simulate(input, seed, trial, null, cancellation).Counts, progress, cancellation);
    }

    /// <summary>Trials of one network of single neurons: who is connected to whom stays, what varies is the noise of its neurons.</summary>
    /// <param name="simulator">The network.</param>
    /// <param name="input">The input of all trials.</param>
    /// <param name="seed">As for <see cref="Mesoscopic"/>.</param>
    /// <param name="trials">How many.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="progress">Told of the finished fraction.</param>
    /// <param name="cancellation">Stops.</param>
    public static PopulationSeries<int>[] Microscopic(
        GifSimulator simulator, SampledStimulus input, ulong seed, int trials, Workers workers, IProgress<double>? progress, CancellationToken cancellation) =>
        Run(trials, workers, trial => simulator.Simulate(input, SeedOf(trial, seed), cancellation: cancellation).Counts, progress, cancellation);

    // Neighbouring seeds must not share trials, as seed + trial would.
    private static ulong SeedOf(int trial, ulong seed) => trial == 0 ? seed : new Rng(seed, StreamPurpose.Trials, (ulong)trial).NextUInt64();

    private static PopulationSeries<int>[] Run(
        int trials, Workers workers, Func<int, PopulationSeries<int>> simulate, IProgress<double>? progress, CancellationToken cancellation)
    {
        var counts = new PopulationSeries<int>[trials];
        var done = 0;
        workers.Run(
            trials,
            (trial, _) =>
            {
                counts[trial] = simulate(trial);
                progress?.Report((double)Interlocked.Increment(ref done) / trials);
            },
            cancellation);
        return counts;
    }
}
