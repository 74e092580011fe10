using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Data;

namespace Spikelihood.Studies.Sweeps;

/// <summary>
/// The same data and model in steps that are several times as long: counts are summed, the input is averaged. A refractory period and a delay must be whole
/// steps: each becomes the nearest whole number of long steps (a half is rounded up) and at least one; a refractory period of 0 stays 0. Windows of age bins
/// keep their length in seconds, rounded up.
/// </summary>
public static class CoarserSteps
{
    /// <summary>Data in steps of <paramref name="factor"/> of their own; steps that do not fill a long one are left out at the end.</summary>
    /// <param name="data">The data; their burn-in must be a whole number of long steps.</param>
    /// <param name="factor">How many steps make one.</param>
    public static StudyData Of(StudyData data, int factor)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        if (factor == 1)
        {
            return data;
        }

        var counts = Blocks(data.Counts, factor, block => Sum(block));
        for (var i = 0; i < data.Network.Populations.Length; i++)
        {
            var population = data.Network.Populations[i];
            if (counts.Of(i).ContainsAnyExceptInRange(0, population.Size))
            {
                throw new InputException(FormattableString.Invariant(
                    $"sweep.time_step: in steps of {data.Network.TimeStep * factor} s {population.Name} fires more often than it has neurons ({population.Size}); the model allows each neuron one spike a step, so take shorter steps."));
            }
        }

        return data.From % factor != 0
            ? throw new ArgumentException($"A burn-in of {data.From} steps is no whole number of steps {factor} times as long.", nameof(data))
            : data with
            {
                Network = Of(data.Network, factor),
                Counts = counts,
                Stimulus = Blocks(data.Stimulus, factor, block => Mean(block)),
                From = data.From / factor,
            };
    }

    /// <summary>The network with a time step of <paramref name="factor"/> of its own.</summary>
    public static GifNetwork Of(GifNetwork network, int factor)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        var step = network.TimeStep * factor;
        double Whole(double time) => time == 0 ? 0 : Math.Max(1, Math.Floor(time / step + 0.5 + 1e-9)) * step;
        var delay = network.Connections.Delay;
        return network with
        {
            TimeStep = step,
            Populations = [.. network.Populations.Select(population => population with { RefractoryPeriod = Whole(population.RefractoryPeriod) })],
            Connections = network.Connections with { Delay = SquareTable.Build(delay.Size, (target, source) => Whole(delay[target, source])) },
            AgeBins = network.AgeBins is { } bins
                ? [.. bins.Zip(network.Populations, (count, population) => Math.Max((count + factor - 1) / factor, (int)Math.Round(Whole(population.RefractoryPeriod) / step) + 1))]
                : null,
        };
    }

    private static PopulationSeries<T> Blocks<T>(PopulationSeries<T> series, int factor, Reduction<T> reduce)
        where T : unmanaged
    {
        var rows = series.Populations.Select((_, population) =>
        {
            var row = series.Of(population);
            var blocks = new T[row.Length / factor];
            for (var k = 0; k < blocks.Length; k++)
            {
                blocks[k] = reduce(row.Slice(k * factor, factor));
            }

            return blocks;
        });
        return new(series.Populations, series.TimeStep * factor, [.. rows]) { Start = series.Start };
    }

    private delegate T Reduction<T>(ReadOnlySpan<T> block);

    private static int Sum(ReadOnlySpan<int> block)
    {
        var sum = 0;
        foreach (var value in block)
        {
            sum += value;
        }

        return sum;
    }

    private static double Mean(ReadOnlySpan<double> block)
    {
        var sum = 0.0;
        foreach (var value in block)
        {
            sum += value;
        }

        return sum / block.Length;
    }
}
