using System.Collections.Immutable;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.Tests.MesoGif;

/// <summary>Data and parameters at which the likelihood has to be right, the awkward corners among them.</summary>
internal sealed record MesoGifCase(GifNetwork Network, PopulationSeries<int> Counts, PopulationSeries<double> Stimulus, int From)
{
    public static IReadOnlyDictionary<string, Func<MesoGifCase>> All { get; } = new Dictionary<string, Func<MesoGifCase>>
    {
        ["different values, delays and refractory periods"] = () => Random(3, 700, [150, 40, 90], 11),
        ["two adaptation components"] = () => Random(2, 900, [220, 130], 5),
        ["a window longer than the data"] = () => Random(2, 300, [800, 500], 3),
        ["a window shorter than a block"] = () => Random(2, 400, [9, 12], 4),
        ["a long series of several chunks"] = () => Random(2, 2600, [300, 64], 8),
        ["no refractory period"] = () => Changed(Random(2, 400, [60, 90], 6), population => population with { RefractoryPeriod = 0 }),
        ["one refractory step"] = () => Changed(Random(2, 400, [60, 90], 7), population => population with { RefractoryPeriod = 0.001 }),
        ["tau_s equal to tau_m"] = () => Changed(Random(2, 400, [60, 90], 9), population => population with { MembraneTimeConstant = 0.01, SynapticTimeConstant = 0.01 }),
        ["tau_s near tau_m"] = () => Changed(Random(2, 400, [60, 90], 9), population => population with { MembraneTimeConstant = 0.01, SynapticTimeConstant = 0.01001 }),
        ["time constants below the time step"] = () => Changed(Random(2, 300, [60, 90], 19), population => population with { MembraneTimeConstant = 0.0008, SynapticTimeConstant = 0.0003 }),
        ["silent data"] = () => WithCounts(Random(2, 500, [100, 60], 10), (_, _, _) => 0),
        ["everyone fires at times"] = () => WithCounts(Random(2, 500, [100, 60], 12), (n, size, k) => k % 50 == 7 ? size : n),
        ["firing probabilities that reach 1"] = () => Changed(Random(2, 300, [100, 60], 13), population => population with { EscapeRate = 4000 }),
        ["one population, one neuron"] = () => WithCounts(Random(1, 400, [50], 14, size: 1), (n, _, k) => k % 37 == 3 ? 1 : 0),
        ["four populations"] = () => Random(4, 500, [120, 80, 200, 50], 15),
        ["large rates and slow membranes"] = () => Changed(Random(2, 600, [200, 300], 16), population => population with { MembraneTimeConstant = 0.2 }),
    };

    /// <summary>A population that the parameters keep silent, with firing probabilities on both sides of 1e-8, fires all the same.</summary>
    public static MesoGifCase SilentPopulationFires()
    {
        var original = Random(2, 500, [100, 60], 10);
        ImmutableArray<Population> populations = [original.Network.Populations[0], original.Network.Populations[1] with { EscapeRate = 1e-5, Threshold = 17, NoiseLevel = 3 }];
        return original with { Network = original.Network with { Populations = populations } };
    }

    private static MesoGifCase Random(int populations, int steps, int[] bins, ulong seed, int size = 0)
    {
        var rng = new Rng(seed, StreamPurpose.Test, 0);
        double Between(double low, double high) => low + (high - low) * rng.NextDouble();
        var names = Enumerable.Range(0, populations).Select(i => $"P{i}").ToArray();
        var network = new GifNetwork
        {
            TimeStep = 0.001,
            AgeBins = [.. bins],
            Populations = [.. names.Select((name, i) => new Population
            {
                Name = name,
                Size = size > 0 ? size : 60 + 70 * i,
                Resistance = Between(5, 20),
                RestingPotential = Between(15, 20),
                MembraneTimeConstant = Between(0.006, 0.02),
                RefractoryPeriod = 0.002 + 0.002 * i,
                Threshold = Between(13, 17),
                ResetPotential = Between(-2, 4),
                EscapeRate = Between(6, 14),
                NoiseLevel = Between(3, 6),
                SynapticTimeConstant = Between(0.002, 0.008),
                Adaptation = i % 2 == 0 && seed != 13
                    ? seed == 5 ? [new(Between(0.5, 1.5), 0.05), new(Between(0.5, 1.5), 0.3)] : [new(Between(0.5, 1.5), Between(0.05, 0.5))]
                    : [],
            })],
            Connections = new Connections(
                SquareTable.Build(populations, (_, _) => Between(0.03, 0.2)),
                SquareTable.Build(populations, (_, source) => source % 2 == 0 ? Between(0.5, 2) : -Between(1, 4)),
                SquareTable.Build(populations, (target, source) => 0.001 * (1 + (2 * target + source) % 4))),
        };
        var counts = names.Select((_, i) => Enumerable.Range(0, steps).Select(k =>
            Enumerable.Range(0, network.Populations[i].Size).Count(_ => rng.NextDouble() < 0.008 * (1 + 0.8 * Math.Sin(k / 60.0)))).ToArray()).ToArray();
        var stimulus = names.Select((_, i) => Enumerable.Range(0, steps).Select(k => 0.2 * Math.Sin(k / 40.0 + i)).ToArray()).ToArray();
        return new(network, new([.. names], 0.001, counts), new([.. names], 0.001, stimulus), steps / 4);
    }

    private static MesoGifCase Changed(MesoGifCase original, Func<Population, Population> change) =>
        original with { Network = original.Network with { Populations = [.. original.Network.Populations.Select(change)] } };

    private static MesoGifCase WithCounts(MesoGifCase original, Func<int, int, int, int> change)
    {
        var rows = original.Network.Populations.Select((population, i) =>
            original.Counts.Of(i).ToArray().Select((n, k) => change(n, population.Size, k)).ToArray()).ToArray();
        return original with { Counts = new(original.Counts.Populations, original.Counts.TimeStep, rows) };
    }
}
