using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Models.Tests.Gif;

/// <summary>
/// Rate, standard deviations, band-averaged spectrum and correlation of population activities, by the definitions behind <c>Data/simulators</c>:
/// activity in 1 ms steps, spectra from 1 s segments without window (docs/statistics.md).
/// </summary>
internal static class ActivityStatistics
{
    private const double Bin = 0.001;
    private static readonly (int Low, int High)[] Bands = [(1, 5), (5, 10), (10, 20), (20, 40), (40, 80), (80, 160), (160, 320), (320, 480)];

    /// <summary>Statistics by name and population; counts in finer steps than 1 ms are first added up.</summary>
    internal static Dictionary<string, double> Of(PopulationSeries<int> counts, ReadOnlySpan<int> sizes)
    {
        var values = new Dictionary<string, double>();
        var activities = Activity.FromCounts(DisjointBins.Sum(counts, Bin), [.. sizes]);
        for (var i = 0; i < sizes.Length; i++)
        {
            var activity = activities.Of(i);
            values[$"rate {i}"] = Activity.Mean(activity);
            values[$"SD 1 ms {i}"] = Activity.StandardDeviation(activity);
            values[$"SD 10 ms {i}"] = Activity.StandardDeviation(activity, Bin, 0.01);
            var spectrum = PowerSpectrum.TwoSided(activity, Bin);
            foreach (var (low, high) in Bands)
            {
                values[$"PSD {low}-{high} Hz {i}"] = spectrum.BandMean(low, high);
            }
        }

        if (sizes.Length > 1)
        {
            values["correlation"] = Correlation.Pearson(activities.Of(0), activities.Of(1));
        }

        return values;
    }
}
