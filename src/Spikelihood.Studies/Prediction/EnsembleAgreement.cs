using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Comparison;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Prediction;

/// <summary>Equations 32 to 35 of René 2020 for two ensembles.</summary>
internal static class EnsembleAgreement
{
    /// <summary>How well <paramref name="model"/> agrees with <paramref name="truth"/>.</summary>
    /// <param name="truth">Trials of the data.</param>
    /// <param name="model">Trials of the model; its label becomes the row's.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="workers">Threads.</param>
    public static AgreementRow Of(Ensemble truth, Ensemble model, ulong seed, Workers workers)
    {
        var perTrial = PerTrialAgreement.Compare(truth.Binned, model.Binned, workers);
        var averaged = TrialAveragedAgreement.Compare(truth.Binned, model.Binned, seed, workers: workers);
        return new(
            model.Label,
            perTrial.Correlation.Across.Mean,
            perTrial.Correlation.Across.Deviation,
            perTrial.Rmse.Across.Mean,
            perTrial.Rmse.Across.Deviation,
            averaged.Correlation.Across.Mean,
            averaged.Correlation.Across.Deviation,
            averaged.Rmse.Across.Mean,
            averaged.Rmse.Across.Deviation);
    }
}
