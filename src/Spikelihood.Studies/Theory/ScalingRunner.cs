using System.Collections.Immutable;
using System.Diagnostics;
using Spikelihood.Models.Gif;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;

namespace Spikelihood.Studies.Theory;

/// <summary>Times both levels of description on one thread as the network grows (the GRU estimation paper's figure of run times).</summary>
/// <param name="study">Its model is enlarged; a study without input, because an enlarged network has other populations.</param>
/// <param name="seed">The simulations' seed.</param>
public sealed class ScalingRunner(StudyDescription study, ulong seed)
{
    /// <summary>Short runs are repeated for so long, s.</summary>
    private const double EnoughSeconds = 0.4;

    /// <summary>Runs it.</summary>
    /// <param name="scaling">How far to enlarge.</param>
    /// <param name="progress">Told of the finished fraction and what is going on.</param>
    /// <param name="cancellation">Stops between networks.</param>
    public ScalingRecord Run(ScalingOptions scaling, Action<double, string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        (int Copies, int Factor)[] networks = [.. scaling.Copies.Select(copies => (copies, 1)), .. scaling.Factors.Select(factor => (1, factor))];
        var rows = ImmutableArray.CreateBuilder<ScalingRow>(networks.Length);
        foreach (var (copies, factor) in networks.Distinct())
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Invoke((double)rows.Count / networks.Length, $"{copies} x {study.Model.Network.Populations.Length} populations, neurons x {factor}");
            rows.Add(Time(EnlargedNetwork.Of(study.Model.Network, copies, factor), scaling.Duration));
        }

        return new(rows.ToImmutable());
    }

    private ScalingRow Time(GifNetwork network, double duration)
    {
        var input = StudyDataLoader.Sample(network, null, duration, seed);
        var neurons = new GifSimulator(network, seed, workers: Workers.One);
        var populations = new MesoGifSimulator(NeuronParameters.Draw(network, seed).AtAverages());
        var (micro, microSeconds) = Best(() => neurons.Simulate(input, seed).Counts);
        var (meso, mesoSeconds) = Best(() => populations.Simulate(input.Coarse, seed, 0).Counts);
        return new(
            network.Populations.Length, network.Populations.Sum(population => population.Size),
            microSeconds / duration, mesoSeconds / duration, Rate(network, micro), Rate(network, meso));
    }

    /// <summary>The best of several runs, at least two: the first ones meet cold caches and code that is still being compiled, any may meet a busy machine.</summary>
    private static (PopulationSeries<int> Counts, double Seconds) Best(Func<PopulationSeries<int>> simulate)
    {
        var best = double.PositiveInfinity;
        var total = 0.0;
        PopulationSeries<int>? counts = null;
        for (var run = 0; run < 2 || total < EnoughSeconds; run++)
        {
            var clock = Stopwatch.StartNew();
            counts = simulate();
            var seconds = clock.Elapsed.TotalSeconds;
            best = Math.Min(best, seconds);
            total += seconds;
        }

        return (counts!, best);
    }

    private static double Rate(GifNetwork network, PopulationSeries<int> counts) =>
        counts.Populations.Select((_, i) => counts.Of(i).ToArray().Sum(count => (double)count)).Sum()
        / (network.Populations.Sum(population => population.Size) * counts.Duration);
}
