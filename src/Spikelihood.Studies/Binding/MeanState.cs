using System.Collections.Immutable;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Studies.Binding;

/// <summary>The mean of the data: where the centred coordinates are centred. Constants of a study.</summary>
/// <param name="Activity">Mean activity of each population, Hz.</param>
/// <param name="Input">Mean input of each population, mA.</param>
public sealed record MeanState(ImmutableArray<double> Activity, ImmutableArray<double> Input)
{
    /// <summary>The means over the scored steps.</summary>
    public static MeanState Of(PopulationSeries<int> counts, PopulationSeries<double> stimulus, ImmutableArray<int> sizes, int from)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(stimulus);
        var activity = sizes.Select((size, i) => Mean(counts.Of(i)[from..].ToArray().Select(n => (double)n)) / (size * counts.TimeStep));
        var input = sizes.Select((_, i) => Mean(stimulus.Of(i)[from..].ToArray()));
        return new([.. activity], [.. input]);
    }

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(0).Average();
}
