using System.Collections.Immutable;
using Spikelihood.Spikes.Comparison;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Summaries;

/// <summary>
/// One population's activity over trials: means over trials, and standard deviations over trials (null for one trial). Null where trials are too
/// short or their step too long.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Neurons that activity is divided by.</param>
/// <param name="Spikes">Number of spikes in all trials.</param>
/// <param name="MeanRate">Mean activity, Hz.</param>
/// <param name="MeanRateSd">How much it differs between trials.</param>
/// <param name="Deviation1Ms">Standard deviation over time of the activity in 1 ms bins, Hz.</param>
/// <param name="Deviation1MsSd">How much that differs between trials.</param>
/// <param name="Deviation10Ms">The same in 10 ms bins.</param>
/// <param name="Deviation10MsSd">How much that differs between trials.</param>
/// <param name="SpectrumBands">Two-sided power spectral density of the activity, averaged in each band, Hz.</param>
/// <param name="SpectrumErrors">Their standard errors.</param>
public sealed record TrialStatistics(
    string Name, int Size, long Spikes, double MeanRate, double? MeanRateSd, double? Deviation1Ms, double? Deviation1MsSd, double? Deviation10Ms,
    double? Deviation10MsSd, ImmutableArray<double?> SpectrumBands, ImmutableArray<double?> SpectrumErrors)
{
    internal static TrialStatistics Of(ComparedTrials trials, IReadOnlyList<PopulationSeries<double>> activity, int population, int size, BandPower[] powers)
    {
        var rates = Ensembles.Estimate([.. activity.Select(trial => Activity.Mean(trial.Of(population)))]);
        var (fine, coarse) = (Deviation(activity, population, 1e-3), Deviation(activity, population, 10e-3));
        return new TrialStatistics(
            trials.Populations[population],
            size,
            trials.Trials.Sum(trial => PopulationSummary.Total(trial.Of(population))),
            rates.Mean,
            rates.Deviation.OrNull(),
            fine?.Mean.OrNull(),
            fine?.Deviation.OrNull(),
            coarse?.Mean.OrNull(),
            coarse?.Deviation.OrNull(),
            [.. powers.Select(power => power.Mean.OrNull())],
            [.. powers.Select(power => power.Error.OrNull())]);
    }

    private static MeasureEstimate? Deviation(IReadOnlyList<PopulationSeries<double>> activity, int population, double binWidth) =>
        activity.All(trial => PopulationStatistics.Fits(binWidth, trial))
            ? Ensembles.Estimate([.. activity.Select(trial => Activity.StandardDeviation(trial.Of(population), trial.TimeStep, binWidth))])
            : null;
}
