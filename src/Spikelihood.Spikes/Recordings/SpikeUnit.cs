using System.Collections.Immutable;

namespace Spikelihood.Spikes.Recordings;

/// <summary>One neuron, or what a spike sorter took for one.</summary>
public sealed record SpikeUnit
{
    /// <summary>A unit with its spikes.</summary>
    /// <exception cref="ArgumentException">When the times are not finite and ascending.</exception>
    public SpikeUnit(string name, string? population, ImmutableArray<double> times)
    {
        for (var k = 0; k < times.Length; k++)
        {
            if (!double.IsFinite(times[k]) || (k > 0 && times[k] < times[k - 1]))
            {
                throw new ArgumentException($"Spike {k} of unit {name} is at {times[k]} s: times must be finite and ascending.", nameof(times));
            }
        }

        (Name, Population, Times) = (name, population, times);
    }

    /// <summary>Its name, unique within its population.</summary>
    public string Name { get; }

    /// <summary>The population it belongs to, where the data say so.</summary>
    public string? Population { get; }

    /// <summary>When it fired, s, ascending.</summary>
    public ImmutableArray<double> Times { get; }
}
