using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.MesoGif;

/// <summary>
/// Simulates population spike counts: each step's counts are binomial with the expected count given all earlier ones (René 2020, equation 21).
/// Silent start: nobody has ever fired. Immutable; any number of trials may run at once.
/// </summary>
public sealed class MesoGifSimulator
{
    private readonly GifNetwork _network;
    private readonly PopulationStructure[] _structures;
    private readonly ParameterLayout _layout;

    /// <summary>A simulator of this network.</summary>
    public MesoGifSimulator(GifNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        network.RequireHomogeneous();
        _network = network;
        _structures = PopulationStructure.Of(network);
        _layout = new(network);
    }

    /// <summary>Simulates one trial for as long as the stimulus lasts.</summary>
    /// <param name="stimulus">External input, mA, at the network's time step.</param>
    /// <param name="seed">With <paramref name="trial"/>, fixes the counts.</param>
    /// <param name="trial">Trials of one seed are independent.</param>
    /// <param name="progress">Told the fraction done, every 1024 steps.</param>
    /// <param name="cancellation">Stops the simulation.</param>
    public MesoGifTrial Simulate(
        PopulationSeries<double> stimulus, ulong seed, int trial = 0, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stimulus);
        var size = _structures.Length;
        var values = _layout.Read(_network);
        var steps = stimulus.Steps;
        var counts = _structures.Select(_ => new int[steps]).ToArray();
        var expected = _structures.Select(_ => new double[steps]).ToArray();
        var populations = _structures.Select((structure, i) =>
            new RunningPopulation(structure, new PopulationValues(_layout, values, i, size))).ToArray();
        var streams = _structures.Select((_, i) => new Rng(seed, StreamPurpose.MesoscopicSpikes, (ulong)trial * 4096 + (ulong)i)).ToArray();
        for (var k = 0; k < steps; k++)
        {
            if ((k & 1023) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report((double)k / steps);
            }

            for (var i = 0; i < size; i++)
            {
                expected[i][k] = populations[i].Expect(k, stimulus.Of(i)[k], counts);
            }

            for (var i = 0; i < size; i++)
            {
                var probability = Math.Clamp(expected[i][k] / _structures[i].Size, 0, 1);
                counts[i][k] = BinomialSampler.Sample(ref streams[i], _structures[i].Size, probability);
                populations[i].Fire(counts[i][k]);
            }
        }

        return new(new(_network.Names, _network.TimeStep, counts), new(_network.Names, _network.TimeStep, expected));
    }
}
