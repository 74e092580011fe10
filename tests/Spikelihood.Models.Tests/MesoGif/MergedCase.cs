using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Models.Tests.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.Tests.MesoGif;

/// <summary>Data on which old cohorts are merged: simulated by the network itself.</summary>
internal sealed record MergedCase(GifNetwork Network, PopulationSeries<int> Counts, PopulationSeries<double> Stimulus, int From)
{
    public static IReadOnlyDictionary<string, Func<MergedCase>> All { get; } = new Dictionary<string, Func<MergedCase>>
    {
        ["Table 7"] = () => Simulated(Table7.TwoPopulations() with { AgeBins = [1000, 1000] }, 10),
        ["Table 7, little noise, a long window"] = () => Simulated(Excitatory(Table7.TwoPopulations(), e => e with { NoiseLevel = 1, Threshold = 17 }) with { AgeBins = [2304, 1000] }, 10),
        ["everybody bursting"] = () => Simulated(
            Table7.TwoPopulations() with { Populations = [.. Table7.TwoPopulations().Populations.Select(p => p with { NoiseLevel = 1 })], AgeBins = [2304, 1000] }, 8),
        ["a slower adaptation"] = () => Simulated(Excitatory(Table7.TwoPopulations(), e => e with { Adaptation = [new(2, 2.5)] }) with { AgeBins = [2500, 1000] }, 10),
        ["two adaptation components"] = () => Simulated(Excitatory(Table7.TwoPopulations(), e => e with { Adaptation = [new(0.2, 0.15), new(1, 1)] }), 4),
        ["half a hertz"] = () => Simulated(Table7.TwoPopulations() with { Populations = [.. Table7.TwoPopulations().Populations.Select(p => p with { RestingPotential = 8 })] }, 10),
        ["bursts of fifty hertz"] = () => Simulated(Table7.TwoPopulations(), 10, (k, i) => k % 1000 < 100 ? 1.2 - 0.4 * i : 0),
        ["four populations"] = () => Simulated(Table7.FourPopulations(), 5),
        ["different refractory periods"] = () => Simulated(
            Table7.TwoPopulations() with { Populations = [.. Table7.TwoPopulations().Populations.Select((p, i) => p with { RefractoryPeriod = 0.004 + 0.003 * i })] }, 5),
        ["no refractory period"] = () => Simulated(
            Table7.TwoPopulations() with { Populations = [.. Table7.TwoPopulations().Populations.Select(p => p with { RefractoryPeriod = 0 })] }, 5),
        ["data shorter than the window"] = () => Simulated(Table7.TwoPopulations() with { AgeBins = [1000, 1000] }, 0.7),
        ["data that end among the leaving"] = () => Simulated(Table7.TwoPopulations() with { AgeBins = [400, 300] }, 1.013),
        ["a window of some groups"] = () => Simulated(Table7.TwoPopulations() with { AgeBins = [260, 170] }, 3),
        ["a burst that is left alone"] = () => Simulated(
            Excitatory(Table7.TwoPopulations(), e => e with { NoiseLevel = 2 }) with { AgeBins = [400, 200] }, 1.5, (k, _) => k % 700 is >= 500 and < 530 ? 1.5 : 0),
        ["few spikes"] = () => Simulated(
            Table7.TwoPopulations() with { Populations = [.. Table7.TwoPopulations().Populations.Select(p => p with { RestingPotential = -7 })], AgeBins = [700, 500] }, 3),
    };

    /// <summary>The likelihood with old cohorts merged.</summary>
    public MesoGifLikelihood Bind(Workers workers) => new(Network, Counts, Stimulus, From, workers, AgeGrid.Growing);

    private static GifNetwork Excitatory(GifNetwork network, Func<Population, Population> change) =>
        network with { Populations = network.Populations.SetItem(0, change(network.Populations[0])) };

    private static MergedCase Simulated(GifNetwork network, double duration)
    {
        var size = network.Populations.Length;
        var wave = new SineStimulus([.. Enumerable.Range(0, size).Select(i => i % 2 == 0 ? 0.25 : 0.1)], 2, 4);
        return Simulated(network, StimulusSampler.Sample(wave, network.Names, duration, network.TimeStep, 1).Coarse);
    }

    private static MergedCase Simulated(GifNetwork network, double duration, Func<int, int, double> input) => Simulated(
        network,
        new PopulationSeries<double>(network.Names, network.TimeStep, [.. network.Populations.Select((_, i) =>
            Enumerable.Range(0, (int)Math.Round(duration / network.TimeStep)).Select(k => input(k, i)).ToArray())]));

    private static MergedCase Simulated(GifNetwork network, PopulationSeries<double> stimulus) =>
        new(network, new MesoGifSimulator(network).Simulate(stimulus, 1).Counts, stimulus, stimulus.Steps / 5);
}
