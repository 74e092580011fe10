using Spikelihood.Models.Gif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.Gif;

/// <summary>Statistics over several networks, each drawn and simulated with a seed of its own.</summary>
internal static class Seeds
{
    internal static Dictionary<string, (double Mean, double Error)> Statistics(
        GifNetwork network, GifOptions options, Stimulus stimulus, double warmUp, double duration, int seeds)
    {
        var each = new Dictionary<string, double>[seeds];
        Workers.AllCores.Run(seeds, (seed, _) =>
        {
            var sampled = StimulusSampler.Sample(stimulus, network.Names, warmUp + duration, network.TimeStep, (ulong)seed);
            var simulator = new GifSimulator(network, (ulong)seed, options, Workers.One);
            var counts = simulator.Simulate(sampled, (ulong)seed + 1000).Counts;
            var skipped = (int)Math.Round(warmUp / network.TimeStep);
            each[seed] = ActivityStatistics.Of(counts.Slice(skipped, counts.Steps - skipped), [.. network.Populations.Select(p => p.Size)]);
        });
        return Summary(each);
    }

    /// <summary>Mean and standard error of each statistic.</summary>
    internal static Dictionary<string, (double Mean, double Error)> Summary(Dictionary<string, double>[] each) =>
        each[0].Keys.ToDictionary(key => key, key =>
        {
            var values = each.Select(statistics => statistics[key]).ToArray();
            var mean = values.Average();
            return (mean, Math.Sqrt(values.Sum(x => (x - mean) * (x - mean)) / (values.Length - 1) / values.Length));
        });

    internal static ConstantStimulus NoInput(GifNetwork network) => new([.. network.Populations.Select(_ => 0.0)]);
}
