using System.Collections.Immutable;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Spikes.Recordings;

/// <summary>From spike times to counts per population and step.</summary>
public static class Binning
{
    /// <summary>The name of the one population that units without a label form.</summary>
    public const string Unlabelled = "all";

    /// <summary>
    /// How close below a bin's edge, in bins, a spike counts as on it. A time of k dt, multiplied or written out and read back,
    /// may end a rounding error below the edge.
    /// </summary>
    private const double EdgeTolerance = 1e-6;

    /// <summary>The index of the bin [k <paramref name="width"/>, (k+1) <paramref name="width"/>) that holds a time; may be negative.</summary>
    public static long BinOf(double time, double width) => (long)Math.Floor(time / width + EdgeTolerance);

    /// <summary>
    /// Counts spikes: step k of the result covers [start + k dt, start + (k+1) dt). Spikes before the start or after the last step are left out.
    /// </summary>
    /// <param name="recording">The spikes.</param>
    /// <param name="timeStep">dt, s.</param>
    /// <param name="populations">Which populations, in which order; those of the recording (or the one called "all") when null.</param>
    /// <param name="start">When the first step begins, s.</param>
    /// <param name="duration">How long to count, s, rounded to whole steps; up to the last spike when null.</param>
    /// <exception cref="InputException">When a population does not occur, or no step fits.</exception>
    public static PopulationSeries<int> Count(
        SpikeRecording recording, double timeStep, ImmutableArray<string>? populations = null, double start = 0, double? duration = null)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(timeStep);
        var isLabelled = recording.Populations.Length > 0;
        var names = populations ?? (isLabelled ? recording.Populations : [Unlabelled]);
        Check(recording, names, isLabelled);
        var steps = duration is { } length
            ? (long)Math.Round(length / timeStep)
            : BinOf(recording.Duration - start, timeStep) + (recording.LastSpike >= recording.Duration ? 1 : 0);
        if (steps is < 1 or > int.MaxValue / 2)
        {
            throw new InputException(
                $"the spikes end at {recording.LastSpike:G6} s: counting from {start:G6} s in steps of {timeStep:G6} s gives {Math.Max(steps, 0)} steps; "
                + "choose another start, duration or time step.");
        }

        var counts = names.Select(_ => new int[steps]).ToArray();
        foreach (var unit in recording.Units)
        {
            var population = isLabelled ? names.IndexOf(unit.Population!) : 0;
            if (population >= 0)
            {
                Add(unit.Times.AsSpan(), start, timeStep, counts[population]);
            }
        }

        return new PopulationSeries<int>(names, timeStep, counts) { Start = start };
    }

    private static void Add(ReadOnlySpan<double> times, double start, double timeStep, int[] counts)
    {
        foreach (var time in times)
        {
            var bin = BinOf(time - start, timeStep);
            if ((ulong)bin < (ulong)counts.Length)
            {
                counts[bin]++;
            }
        }
    }

    private static void Check(SpikeRecording recording, ImmutableArray<string> names, bool isLabelled)
    {
        if (!isLabelled && names.Length != 1)
        {
            throw new InputException($"the spikes name no populations, so they cannot be counted for {string.Join(", ", names)}; add a population column.");
        }

        var missing = isLabelled ? names.FirstOrDefault(name => !recording.Populations.Contains(name)) : null;
        if (missing is not null)
        {
            throw new InputException($"no spike belongs to population {missing}; the recording has {string.Join(", ", recording.Populations)}; use the same names.");
        }
    }
}
