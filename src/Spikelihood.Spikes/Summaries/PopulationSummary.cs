using System.Collections.Immutable;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Summaries;

/// <summary>What is in a data file about one population; what does not apply is null.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Units">Spikes: number of units.</param>
/// <param name="Spikes">Spikes and counts: number of spikes.</param>
/// <param name="MeanRate">Spikes: mean rate of a unit, Hz. Counts: spikes of the whole population per second.</param>
/// <param name="Mean">Input: mean, mA.</param>
/// <param name="Minimum">Counts: fewest spikes in a step. Input: lowest value, mA.</param>
/// <param name="Maximum">Counts: most spikes in a step. Input: highest value, mA.</param>
public sealed record PopulationSummary(string Name, int? Units, long? Spikes, double? MeanRate, double? Mean, double? Minimum, double? Maximum)
{
    internal static ImmutableArray<PopulationSummary> OfSpikes(SpikeRecording recording, double span) =>
    [
        .. recording.Units.GroupBy(unit => unit.Population ?? Binning.Unlabelled).Select(units =>
        {
            var spikes = units.Sum(unit => (long)unit.Times.Length);
            return new PopulationSummary(units.Key, units.Count(), spikes, (spikes / (units.Count() * span)).OrNull(), null, null, null);
        }),
    ];

    internal static PopulationSummary OfCounts(PopulationSeries<int> counts, int population)
    {
        var (spikes, row) = (Total(counts.Of(population)), counts.Of(population).ToArray());
        return new PopulationSummary(counts.Populations[population], null, spikes, spikes / counts.Duration, null, row.Min(), row.Max());
    }

    internal static PopulationSummary OfSignal(PopulationSeries<double> signal, int population)
    {
        var row = signal.Of(population).ToArray();
        return new PopulationSummary(signal.Populations[population], null, null, null, row.Average(), row.Min(), row.Max());
    }

    internal static long Total(ReadOnlySpan<int> counts)
    {
        var sum = 0L;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
