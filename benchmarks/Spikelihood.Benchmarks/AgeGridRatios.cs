using System.Globalization;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Stimuli;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Benchmarks;

/// <summary>What merging old cohorts saves, on one thread, exact and merged in turn: 10^4 steps that the network itself produced.</summary>
internal static class AgeGridRatios
{
    private const int Rounds = 3;
    private const int Calls = 25;

    /// <summary>Prints the table.</summary>
    public static void Print()
    {
        foreach (var (name, noise, tau, bins) in new[]
        {
            ("Table 7", 5.0, 1.0, 1000), ("a slower adaptation", 5.0, 2.5, 2304), ("little noise, bursts", 1.0, 1.0, 2304), ("made-up steady counts", 1.0, 1.0, 2304),
        })
        {
            var network = Networks.Table7;
            var excitatory = network.Populations[0] with { NoiseLevel = noise, Threshold = noise < 5 ? 17 : 15, Adaptation = [new(1, tau)] };
            network = network with { Populations = network.Populations.SetItem(0, excitatory), AgeBins = [bins, 1000] };
            var stimulus = StimulusSampler.Sample(new SineStimulus([0.25, 0.1], 2, 4), network.Names, 10, network.TimeStep, 1).Coarse;
            var counts = name.StartsWith("made-up", StringComparison.Ordinal) ? LikelihoodData.Counts(network) : new MesoGifSimulator(network).Simulate(stimulus, 1).Counts;
            var merged = new MesoGifLikelihood(network, counts, stimulus, 0, Workers.One, AgeGrid.Growing);
            var exact = merged.On(AgeGrid.Exact);
            var own = merged.Layout.Read(network);
            var gradient = new double[own.Length];
            var best = new double[4];
            best.AsSpan().Fill(double.PositiveInfinity);
            for (var round = 0; round < Rounds; round++)
            {
                best[0] = Math.Min(best[0], Time(() => exact.Value(own)));
                best[1] = Math.Min(best[1], Time(() => merged.Value(own)));
                best[2] = Math.Min(best[2], Time(() => exact.ValueAndGradient(own, gradient)));
                best[3] = Math.Min(best[3], Time(() => merged.ValueAndGradient(own, gradient)));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name} (K {bins}, merged: {string.Join(", ", merged.IsMerged)}): value {1e3 * best[0]:F2} ms exact, {1e3 * best[1]:F2} merged, ratio {best[0] / best[1]:F2}; "
                + $"and gradient {1e3 * best[2]:F2} ms, {1e3 * best[3]:F2}, ratio {best[2] / best[3]:F2}; error {merged.MeasureError(own):G2} nats"));
        }
    }

    /// <summary>Processor time of a call, the best of some: on a machine that others use as well, the clock on the wall says nothing about milliseconds.</summary>
    private static double Time(Action action)
    {
        var process = System.Diagnostics.Process.GetCurrentProcess();
        action();
        var best = double.PositiveInfinity;
        for (var repeat = 0; repeat < 3; repeat++)
        {
            process.Refresh();
            var start = process.UserProcessorTime;
            for (var call = 0; call < Calls; call++)
            {
                action();
            }

            process.Refresh();
            best = Math.Min(best, (process.UserProcessorTime - start).TotalSeconds / Calls);
        }

        return best;
    }
}
