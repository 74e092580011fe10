using System.Collections.Immutable;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Summaries;

/// <summary>A recording that is to be compared with another.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Counts">Its counts.</param>
/// <param name="Sizes">Neurons in each population; null when unknown.</param>
public sealed record ComparedRecording(string File, PopulationSeries<int> Counts, ImmutableArray<int>? Sizes)
{
    /// <summary>The same with its populations in the order of another.</summary>
    /// <exception cref="InputException">When they are not the same populations.</exception>
    internal ComparedRecording Ordered(ComparedRecording like)
    {
        var (names, own) = (like.Counts.Populations, Counts.Populations);
        if (!names.Order(StringComparer.Ordinal).SequenceEqual(own.Order(StringComparer.Ordinal)))
        {
            throw new InputException(
                $"{like.File} and {File} cannot be compared: the first has populations {string.Join(", ", names)}, the second {string.Join(", ", own)}; both need the same ones.");
        }

        var order = names.Select(name => own.IndexOf(name)).ToArray();
        return this with
        {
            Counts = new PopulationSeries<int>(names, Counts.TimeStep, [.. order.Select(population => Counts.Of(population).ToArray())]) { Start = Counts.Start },
            Sizes = Sizes is { } sizes ? [.. order.Select(population => sizes[population])] : null,
        };
    }

    /// <summary>A number of whole bins from a time on.</summary>
    /// <exception cref="InputException">When a bin is not a whole number of steps.</exception>
    internal ComparedRecording Cut(double start, double bin, int bins)
    {
        var steps = Math.Round(bin / Counts.TimeStep);
        if (steps < 1 || Math.Abs(steps * Counts.TimeStep - bin) > 1e-6 * bin)
        {
            throw new InputException(File, null, $"its time step of {Counts.TimeStep:G6} s does not divide a bin of {bin:G6} s; choose another --bin.");
        }

        var first = (int)Math.Round((start - Counts.Start) / Counts.TimeStep);
        // Steps of the two recordings need not begin at the same time; the last bin may then lack one.
        first = Math.Min(first, Counts.Steps - bins * (int)steps);
        return this with { Counts = Counts.Slice(first, bins * (int)steps) };
    }

    /// <summary>Activity, Hz: per neuron, or of whole populations.</summary>
    internal PopulationSeries<double> Activity(bool isPerNeuron) => Spikes.Statistics.Activity.FromCounts(Counts, Divisors(isPerNeuron));

    /// <summary>The statistics of each population.</summary>
    internal ImmutableArray<PopulationStatistics> Statistics(PopulationSeries<double> activity, bool isPerNeuron) =>
    [
        .. Divisors(isPerNeuron).Select((size, population) =>
            PopulationStatistics.Of(Counts, activity, population, size, RecordingStatistics.StandardBands)),
    ];

    private ImmutableArray<int> Divisors(bool isPerNeuron) => isPerNeuron ? Sizes!.Value : [.. Counts.Populations.Select(_ => 1)];
}
