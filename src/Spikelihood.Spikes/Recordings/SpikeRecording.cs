using System.Collections.Immutable;

namespace Spikelihood.Spikes.Recordings;

/// <summary>The spikes of a set of units.</summary>
public sealed class SpikeRecording
{
    /// <summary>Puts units together.</summary>
    /// <param name="units">The units.</param>
    /// <param name="duration">How long was recorded, s, from time 0; the last spike when null.</param>
    /// <exception cref="ArgumentException">When a spike lies after <paramref name="duration"/>.</exception>
    public SpikeRecording(ImmutableArray<SpikeUnit> units, double? duration = null)
    {
        Units = units;
        var fired = units.Where(unit => unit.Times.Length > 0).ToArray();
        FirstSpike = fired.Length == 0 ? double.NaN : fired.Min(unit => unit.Times[0]);
        LastSpike = fired.Length == 0 ? double.NaN : fired.Max(unit => unit.Times[^1]);
        Duration = duration ?? (fired.Length == 0 ? 0 : LastSpike);
        if (LastSpike > Duration)
        {
            throw new ArgumentException($"A spike at {LastSpike} s lies after the end of the recording at {Duration} s.", nameof(duration));
        }

        Populations = [.. units.Select(unit => unit.Population).OfType<string>().Distinct()];
    }

    /// <summary>The units, by name; numbers by value.</summary>
    public ImmutableArray<SpikeUnit> Units { get; }

    /// <summary>The populations that units name, in order of appearance; empty when none does.</summary>
    public ImmutableArray<string> Populations { get; }

    /// <summary>Length from time 0, s; a spikes file does not say, so for one it is the time of the last spike.</summary>
    public double Duration { get; }

    /// <summary>Time of the first spike, s; not a number without spikes.</summary>
    public double FirstSpike { get; }

    /// <summary>Time of the last spike, s; not a number without spikes.</summary>
    public double LastSpike { get; }

    /// <summary>Spikes of all units.</summary>
    public int SpikeCount => Units.Sum(unit => unit.Times.Length);

    /// <summary>How many units were given with times out of order, before they were sorted.</summary>
    public int UnsortedUnits { get; init; }
}
