using System.Collections.Immutable;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Summaries;

/// <summary>The statistics of one population's activity A = n/(N dt); null where the recording is too short or its step too long.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Neurons N that activity is divided by.</param>
/// <param name="Spikes">Number of spikes.</param>
/// <param name="MeanRate">Mean activity, Hz.</param>
/// <param name="Deviation1Ms">Standard deviation of the activity in 1 ms bins, Hz.</param>
/// <param name="Deviation10Ms">The same in 10 ms bins.</param>
/// <param name="SpectrumBands">Two-sided power spectral density of the activity, averaged in each band, Hz.</param>
/// <param name="RateOverSize">Rate over size: the density that independent Poisson neurons would have at every frequency, Hz.</param>
/// <param name="PeakFrequency">Where the spectrum is highest between 2 and 200 Hz, Hz.</param>
/// <param name="PeakDensity">The spectrum there, Hz.</param>
/// <param name="Fano">Fano factor of the population's counts in 10 ms bins.</param>
/// <param name="Intervals">Inter-spike intervals, where single units are known.</param>
public sealed record PopulationStatistics(
    string Name,
    int Size,
    long Spikes,
    double MeanRate,
    double? Deviation1Ms,
    double? Deviation10Ms,
    ImmutableArray<double?> SpectrumBands,
    double RateOverSize,
    double? PeakFrequency,
    double? PeakDensity,
    double? Fano,
    IntervalSummary? Intervals)
{
    /// <summary>Longest segment of the spectrum, s.</summary>
    private const double Segment = 1;

    internal static PopulationStatistics Of(
        PopulationSeries<int> counts, PopulationSeries<double> activity, int population, int size, ImmutableArray<ImmutableArray<double>> bands)
    {
        var trace = activity.Of(population);
        var rate = Activity.Mean(trace);
        var spectrum = activity.Duration >= Segment && activity.TimeStep <= Segment / 4 ? PowerSpectrum.TwoSided(trace, activity.TimeStep, Segment) : null;
        var peak = spectrum?.Peak(2, 200);
        return new PopulationStatistics(
            activity.Populations[population],
            size,
            PopulationSummary.Total(counts.Of(population)),
            rate,
            Deviation(activity, population, 1e-3),
            Deviation(activity, population, 10e-3),
            [.. bands.Select(band => InBand(spectrum, band))],
            rate / size,
            peak?.Frequency.OrNull(),
            peak?.Density.OrNull(),
            Fits(10e-3, activity) ? CountVariability.FanoFactor(DisjointBins.Sum(counts, 10e-3).Of(population)).OrNull() : null,
            null);
    }

    /// <summary>Whether a bin is a whole number of steps and at least two of them fit.</summary>
    internal static bool Fits(double binWidth, PopulationSeries<double> activity)
    {
        var steps = Math.Round(binWidth / activity.TimeStep);
        return steps >= 1 && Math.Abs(steps * activity.TimeStep - binWidth) <= 1e-6 * binWidth && activity.Steps >= 2 * steps;
    }

    private static double? Deviation(PopulationSeries<double> activity, int population, double binWidth) =>
        Fits(binWidth, activity) ? Activity.StandardDeviation(activity.Of(population), activity.TimeStep, binWidth).OrNull() : null;

    /// <summary>A band only counts when the spectrum reaches its end.</summary>
    private static double? InBand(PowerSpectrum? spectrum, ImmutableArray<double> band) =>
        spectrum is null || spectrum.Frequencies[^1] < band[1] * (1 - 1e-6) ? null : spectrum.BandMean(band[0], band[1]).OrNull();
}
