using System.Collections.Immutable;
using Spikelihood.Spikes.Comparison;

namespace Spikelihood.Spikes.Summaries;

/// <summary>Equations 32 to 35 of René 2020 for a population, or over all of them; null where a trace is constant or nothing says how sure a value is.</summary>
/// <param name="Name">The population; <c>all</c> for the mean over populations (correlation) or the root of the mean square (RMSE).</param>
/// <param name="Correlation">Mean correlation of a trial of A and one of B (32).</param>
/// <param name="CorrelationSd">Its SD over pairs of trials.</param>
/// <param name="Rmse">Mean RMSE of such pairs, Hz (33).</param>
/// <param name="RmseSd">Its SD over pairs of trials.</param>
/// <param name="AverageCorrelation">Correlation of the averages over trials (34).</param>
/// <param name="AverageCorrelationError">Its bootstrap error.</param>
/// <param name="AverageRmse">RMSE of the averages over trials, Hz (35).</param>
/// <param name="AverageRmseError">Its bootstrap error.</param>
public sealed record TrialAgreement(
    string Name, double? Correlation, double? CorrelationSd, double? Rmse, double? RmseSd,
    double? AverageCorrelation, double? AverageCorrelationError, double? AverageRmse, double? AverageRmseError)
{
    /// <summary>The name of the row over all populations.</summary>
    public const string AllPopulations = "all";

    internal static ImmutableArray<TrialAgreement> Populations(AgreementMeasures perTrial, AgreementMeasures averaged) =>
    [
        .. perTrial.Populations.Select((name, i) => Of(
            name, perTrial.Correlation.PerPopulation[i], perTrial.Rmse.PerPopulation[i], averaged.Correlation.PerPopulation[i], averaged.Rmse.PerPopulation[i])),
    ];

    internal static TrialAgreement All(AgreementMeasures perTrial, AgreementMeasures averaged) =>
        Of(AllPopulations, perTrial.Correlation.Across, perTrial.Rmse.Across, averaged.Correlation.Across, averaged.Rmse.Across);

    private static TrialAgreement Of(
        string name, MeasureEstimate correlation, MeasureEstimate rmse, MeasureEstimate averageCorrelation, MeasureEstimate averageRmse) => new(
        name,
        correlation.Mean.OrNull(),
        correlation.Deviation.OrNull(),
        rmse.Mean.OrNull(),
        rmse.Deviation.OrNull(),
        averageCorrelation.Mean.OrNull(),
        averageCorrelation.Deviation.OrNull(),
        averageRmse.Mean.OrNull(),
        averageRmse.Deviation.OrNull());
}
