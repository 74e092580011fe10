using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Spikelihood.Spikes.Recordings;

/// <summary>Gathers spikes that arrive one by one, in any order, into a recording.</summary>
public sealed class SpikeSorter
{
    private readonly Dictionary<string, Dictionary<string, List<double>>> _populations = new(StringComparer.Ordinal);

    /// <summary>Spikes so far.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a spike.</summary>
    /// <param name="population">The unit's population; empty when it has none.</param>
    /// <param name="unit">The unit's name.</param>
    /// <param name="time">When it fired, s.</param>
    public void Add(ReadOnlySpan<char> population, ReadOnlySpan<char> unit, double time)
    {
        // Looking up by span spares a string for every spike.
        var populations = _populations.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!populations.TryGetValue(population, out var units))
        {
            _populations[population.ToString()] = units = new(StringComparer.Ordinal);
        }

        if (!units.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(unit, out var times))
        {
            units[unit.ToString()] = times = [];
        }

        times.Add(time);
        Count++;
    }

    /// <summary>All spikes so far, units by population (as they appeared) and name (numbers by value).</summary>
    /// <param name="duration">How long was recorded, s; the last spike when null.</param>
    public SpikeRecording ToRecording(double? duration = null)
    {
        var unsorted = 0;
        var units = ImmutableArray.CreateBuilder<SpikeUnit>();
        foreach (var (population, members) in _populations)
        {
            foreach (var (name, spikes) in members.OrderBy(member => member.Key, UnitNameOrder.Instance))
            {
                var times = spikes.ToArray();
                if (!IsSorted(times))
                {
                    unsorted++;
                    Array.Sort(times);
                }

                units.Add(new SpikeUnit(name, population.Length == 0 ? null : population, ImmutableCollectionsMarshal.AsImmutableArray(times)));
            }
        }

        return new SpikeRecording(units.ToImmutable(), duration) { UnsortedUnits = unsorted };
    }

    private static bool IsSorted(ReadOnlySpan<double> times)
    {
        for (var k = 1; k < times.Length; k++)
        {
            if (times[k] < times[k - 1])
            {
                return false;
            }
        }

        return true;
    }
}
