using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using static System.FormattableString;

namespace Spikelihood.Studies.Files;

/// <summary>Reads spike counts that a model has to explain, and demands that it can.</summary>
public static class ModelCounts
{
    private const double SameStep = 1e-6;

    /// <summary>Reads a counts file whose populations, time step and sizes are those of <paramref name="network"/>; columns come in the model's order.</summary>
    /// <exception cref="InputException">When it cannot be read or does not fit.</exception>
    public static PopulationSeries<int> Read(string path, GifNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var counts = CountsFile.Read(path);
        var names = network.Names;
        if (!counts.Populations.Order(StringComparer.Ordinal).SequenceEqual(names.Order(StringComparer.Ordinal)))
        {
            throw new InputException(
                path, "line 1", $"the columns are {string.Join(", ", counts.Populations)}, but the model's populations are {string.Join(", ", names)}; use the same names");
        }

        if (Math.Abs(counts.TimeStep - network.TimeStep) > SameStep * network.TimeStep)
        {
            throw new InputException(path, "time_s", Invariant(
                $"the counts have a time step of {counts.TimeStep:G6} s and the model has {network.TimeStep:G6} s; count the spikes in the model's steps or change time_step"));
        }

        var ordered = new PopulationSeries<int>(names, network.TimeStep, [.. names.Select(name => counts.Of(counts.Populations.IndexOf(name)).ToArray())])
        {
            Start = counts.Start,
        };
        RequireSizes(path, ordered, network);
        return ordered;
    }

    /// <summary>Demands that no step holds more spikes than the model has neurons.</summary>
    /// <exception cref="InputException">When one does.</exception>
    public static void RequireSizes(string path, PopulationSeries<int> counts, GifNetwork network)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(network);
        for (var population = 0; population < network.Populations.Length; population++)
        {
            var (name, size) = (network.Populations[population].Name, network.Populations[population].Size);
            var step = size == int.MaxValue ? -1 : counts.Of(population).IndexOfAnyInRange(size + 1, int.MaxValue);
            if (step >= 0)
            {
                throw new InputException(path, Invariant($"time_s {counts.Start + step * counts.TimeStep:G9}, column {name}"), Invariant(
                    $"{counts.Of(population)[step]} spikes in one step, but the model's {name} has {Counted.Of(size, "neuron", "neurons")}; correct the count or the model's size"));
            }
        }
    }
}
