using Spikelihood.Models.Gif;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Models.Tests.Networks;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.MesoGif;

/// <summary>
/// The mesoscopic model's expectation of each step's spikes, given a microscopic network's past, summed and divided by the spikes that came:
/// the theory's error in one step, without the feedback that hides it in free-running rates.
/// </summary>
internal static class OneStepRatio
{
    /// <summary>The ratios of the two populations of Table 7, one pair for each network drawn.</summary>
    internal static (double E, double I)[] Of(ConnectionRule rule, int networks, double warmUp, double duration)
    {
        var network = Table7.TwoPopulations(rule);
        var ratios = new (double E, double I)[networks];
        Workers.AllCores.Run(networks, (seed, _) =>
        {
            var stimulus = StimulusSampler.Sample(Table7.Sine, network.Names, warmUp + duration, network.TimeStep, (ulong)seed);
            var counts = new GifSimulator(network, (ulong)seed, workers: Workers.One).Simulate(stimulus, (ulong)seed + 1000).Counts;
            var likelihood = new MesoGifLikelihood(network, counts, stimulus.Coarse, 0, Workers.One);
            var expected = likelihood.Expected(likelihood.Layout.Read(network));
            var from = (int)(warmUp / network.TimeStep);
            double Ratio(int population) => expected[population][from..].Sum() / counts.Of(population)[from..].ToArray().Sum();
            ratios[seed] = (Ratio(0), Ratio(1));
        });
        return ratios;
    }
}
