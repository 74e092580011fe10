using System.Globalization;
using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Studies.Files;

/// <summary>Reads spike counts that a model has to explain, and demands that it can.</summary>
public static class ModelCounts
{
    private const double SameStep = 1e-6;

    /// <summary>Reads a counts file whose populations, order, time step and sizes are those of <paramref name="network"/>.</summary>
    /// <exception cref="InputException">When it cannot be read or does not fit.</exception>
    public static PopulationSeries<int> Read(string path, GifNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var counts = CountsFile.Read(path);
        if (!counts.Populations.SequenceEqual(network.Names))
        {
            var columns = string.Join(", ", counts.Populations);
            throw new InputException(path, "line 1", counts.Populations.Order(StringComparer.Ordinal).SequenceEqual(network.Names.Order(StringComparer.Ordinal))
                ? $"the columns are in the order {columns}, but the model's populations in the order {string.Join(", ", network.Names)}; use the model's order"
                : $"the columns are {columns}, but the model's populations are {string.Join(", ", network.Names)}; use the same names");
        }

        if (Math.Abs(counts.TimeStep - network.TimeStep) > SameStep * network.TimeStep)
        {
            throw new InputException(path, "time_s", Text(
                $"the counts have a time step of {counts.TimeStep:G6} s and the model has {network.TimeStep:G6} s; count the spikes in the model's steps or change time_step"));
        }

        for (var population = 0; population < network.Populations.Length; population++)
        {
            var (name, size) = (network.Populations[population].Name, network.Populations[population].Size);
            var step = size == int.MaxValue ? -1 : counts.Of(population).IndexOfAnyInRange(size + 1, int.MaxValue);
            if (step >= 0)
            {
                throw new InputException(path, Text($"time_s {counts.Start + step * counts.TimeStep:G9}, column {name}"), Text(
                    $"{counts.Of(population)[step]} spikes in one step, but the model's {name} has {Counted.Of(size, "neuron", "neurons")}; correct the count or the model's size"));
            }
        }

        return counts;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
