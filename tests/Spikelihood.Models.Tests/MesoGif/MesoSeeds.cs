using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Models.Tests.Gif;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.MesoGif;

/// <summary>Statistics of simulated mesoscopic populations over several seeds.</summary>
internal static class MesoSeeds
{
    internal static Dictionary<string, (double Mean, double Error)> Statistics(GifNetwork network, Stimulus stimulus, double warmUp, double duration, int seeds)
    {
        var simulator = new MesoGifSimulator(network);
        var each = new Dictionary<string, double>[seeds];
        Workers.AllCores.Run(seeds, (seed, _) =>
        {
            var input = StimulusSampler.Sample(stimulus, network.Names, warmUp + duration, network.TimeStep, (ulong)seed).Coarse;
            var counts = simulator.Simulate(input, (ulong)seed).Counts;
            var skipped = (int)Math.Round(warmUp / network.TimeStep);
            each[seed] = ActivityStatistics.Of(counts.Slice(skipped, counts.Steps - skipped), [.. network.Populations.Select(p => p.Size)]);
        });
        return Seeds.Summary(each);
    }
}
