using System.Collections.Immutable;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;
using static System.FormattableString;

namespace Spikelihood.Spikes.Summaries;

/// <summary>What looks wrong in data that can be read: a wrong unit of time, badly sorted spikes. These are warnings, never refusals.</summary>
public static class Plausibility
{
    /// <summary>Neurons that are recorded fire more often than this on average, Hz.</summary>
    public const double LowestMeanRate = 0.01;

    /// <summary>No neuron fires this fast for a whole recording, Hz.</summary>
    public const double HighestRate = 500;

    /// <summary>A clean unit has a smaller part of its intervals below 2 ms.</summary>
    public const double MostShortIntervals = 0.01;

    /// <summary>Recordings are shorter than this, s.</summary>
    public const double Day = 86400;

    /// <summary>Warnings about spikes, one sentence each.</summary>
    public static ImmutableArray<string> Check(SpikeRecording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return [.. TimeUnit(recording).Concat(Sorting(recording))];
    }

    /// <summary>Warnings about counts, one sentence each.</summary>
    public static ImmutableArray<string> Check(PopulationSeries<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return [.. counts.Populations.Where((_, population) => !counts.Of(population).ContainsAnyExcept(0)).Select(name => $"population {name} has no spikes.")];
    }

    /// <summary>The part of all intervals of these units below 2 ms; not a number without intervals.</summary>
    public static double ShortIntervals(IEnumerable<SpikeUnit> units)
    {
        var intervals = units.Select(unit => IntervalStatistics.Of(unit.Times.AsSpan())).ToArray();
        return (double)intervals.Sum(unit => unit.BelowRefractory) / intervals.Sum(unit => unit.Count);
    }

    private static IEnumerable<string> TimeUnit(SpikeRecording recording)
    {
        var span = recording.LastSpike - recording.FirstSpike;
        if (!(span > 0))
        {
            yield break;
        }

        var meanRate = recording.SpikeCount / (recording.Units.Length * span);
        var fastest = recording.Units.MaxBy(unit => unit.Times.Length)!;
        if (span > Day)
        {
            yield return Invariant($"{recording.SpikeCount} spikes over {span / Day:F0} days: is time_s in another unit than s, such as ms or samples?");
        }
        else if (meanRate < LowestMeanRate)
        {
            yield return Invariant($"the mean rate is {meanRate:G2} Hz: are the times in ms or samples rather than s?");
        }

        if (fastest.Times.Length > 10 && fastest.Times.Length / span > HighestRate)
        {
            yield return Invariant($"unit {fastest.Name} fires at {fastest.Times.Length / span:F0} Hz: are the times in a longer unit than s?");
        }

        if (recording.SpikeCount > 10 && recording.Units.All(unit => unit.Times.All(time => time == Math.Floor(time))))
        {
            yield return "all times are whole numbers: are they ms or samples rather than s?";
        }
    }

    private static IEnumerable<string> Sorting(SpikeRecording recording)
    {
        if (recording.UnsortedUnits > 0)
        {
            yield return Invariant($"{recording.UnsortedUnits} of {recording.Units.Length} units have times out of order; they were sorted.");
        }

        var repeated = recording.Units.Sum(unit => unit.Times.Zip(unit.Times.Skip(1), (a, b) => a == b ? 1 : 0).Sum());
        if (repeated > 0)
        {
            yield return Invariant($"{repeated} spikes repeat a time of the same unit: is the file joined from overlapping parts?");
        }

        var contaminated = recording.Units.Count(unit => ShortIntervals([unit]) > MostShortIntervals);
        var all = ShortIntervals(recording.Units);
        if (all > MostShortIntervals)
        {
            yield return Invariant($"{100 * all:F1} % of the inter-spike intervals are below 2 ms ({contaminated} of {recording.Units.Length} units above {100 * MostShortIntervals:F0} %): these units may mix several neurons, or hold bursts.");
        }
    }
}
