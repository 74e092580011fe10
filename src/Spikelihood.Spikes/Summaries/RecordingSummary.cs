using System.Collections.Immutable;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Summaries;

/// <summary>What is in a data file. What does not apply to its kind, or cannot be told, is null.</summary>
public sealed record RecordingSummary
{
    /// <summary>The file as the user named it.</summary>
    public required string File { get; init; }

    /// <summary><c>spikes</c>, <c>counts</c> or <c>input</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its populations, in order; one called "all" when units name none.</summary>
    public required ImmutableArray<PopulationSummary> Populations { get; init; }

    /// <summary>Spikes: number of units.</summary>
    public int? Units { get; init; }

    /// <summary>Spikes and counts: number of spikes.</summary>
    public long? Spikes { get; init; }

    /// <summary>Counts and input: number of steps.</summary>
    public int? Steps { get; init; }

    /// <summary>Counts and input: length of a step, s.</summary>
    public double? TimeStep { get; init; }

    /// <summary>First spike, or when the first step begins, s.</summary>
    public double? From { get; init; }

    /// <summary>Last spike, or when the last step ends, s.</summary>
    public double? To { get; init; }

    /// <summary>From the first to the last spike, or over all steps, s.</summary>
    public double? Duration { get; init; }

    /// <summary>Spikes: mean rate of a unit, Hz.</summary>
    public double? MeanRate { get; init; }

    /// <summary>Spikes: lowest rate of a unit, Hz.</summary>
    public double? MinimumRate { get; init; }

    /// <summary>Spikes: highest rate of a unit, Hz.</summary>
    public double? MaximumRate { get; init; }

    /// <summary>Spikes: the part of all inter-spike intervals that is shorter than 2 ms.</summary>
    public double? ShortIntervals { get; init; }

    /// <summary>What looks wrong although it can be read.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>Reads and describes a file.</summary>
    /// <exception cref="InputException">When it cannot be read.</exception>
    public static RecordingSummary Of(string path) => Of(RecordedFile.Read(path));

    /// <summary>Describes a file that has been read.</summary>
    public static RecordingSummary Of(RecordedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file switch
        {
            { Spikes: { } spikes } => OfSpikes(file.Path, spikes),
            { Counts: { } counts } => OfSeries(file.Path, "counts", counts, PopulationSummary.OfCounts) with
            {
                Spikes = counts.Populations.Select((_, population) => PopulationSummary.Total(counts.Of(population))).Sum(),
                Warnings = Plausibility.Check(counts),
            },
            { Signal: { } signal } => OfSeries(file.Path, "input", signal, PopulationSummary.OfSignal),
            _ => throw new ArgumentException("A recorded file has a content.", nameof(file)),
        };
    }

    private static RecordingSummary OfSpikes(string path, SpikeRecording spikes)
    {
        var span = spikes.LastSpike - spikes.FirstSpike;
        var rates = spikes.Units.Select(unit => unit.Times.Length / span).ToArray();
        return new RecordingSummary
        {
            File = path,
            Kind = "spikes",
            Populations = PopulationSummary.OfSpikes(spikes, span),
            Units = spikes.Units.Length,
            Spikes = spikes.SpikeCount,
            From = spikes.FirstSpike.OrNull(),
            To = spikes.LastSpike.OrNull(),
            Duration = span.OrNull(),
            MeanRate = rates.Average().OrNull(),
            MinimumRate = rates.Min().OrNull(),
            MaximumRate = rates.Max().OrNull(),
            ShortIntervals = Plausibility.ShortIntervals(spikes.Units).OrNull(),
            Warnings = Plausibility.Check(spikes),
        };
    }

    private static RecordingSummary OfSeries<T>(
        string path, string kind, PopulationSeries<T> series, Func<PopulationSeries<T>, int, PopulationSummary> summarise)
        where T : unmanaged => new()
        {
            File = path,
            Kind = kind,
            Populations = [.. Enumerable.Range(0, series.Populations.Length).Select(population => summarise(series, population))],
            Steps = series.Steps,
            TimeStep = series.TimeStep,
            From = series.Start,
            To = series.Start + series.Duration,
            Duration = series.Duration,
            Warnings = [],
        };
}
