using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Comparison;

/// <summary>
/// René 2020, equations (32) and (33): correlation and RMSE of every pair of trials, one from each ensemble, as mean and standard
/// deviation over pairs. The printed denominator of (32) averages the product of squares; the measure is the ordinary Pearson
/// coefficient, with the product of the two variances.
/// </summary>
public static class PerTrialAgreement
{
    /// <summary>
    /// Compares all pairs. Two halves of one ensemble of the true model give the best value that any model can reach.
    /// </summary>
    /// <param name="truth">Activity of each trial of the data, Hz.</param>
    /// <param name="model">Activity of each trial of the model, Hz.</param>
    /// <param name="workers">Threads; one when null.</param>
    public static AgreementMeasures Compare(
        IReadOnlyList<PopulationSeries<double>> truth, IReadOnlyList<PopulationSeries<double>> model, Workers? workers = null)
    {
        Ensembles.RequireComparable(truth, model);
        var populations = truth[0].Populations;
        var (count, pairs) = (populations.Length, truth.Count * model.Count);
        var (standardTruth, standardModel) = (Standardise(truth), Standardise(model));
        var (correlation, rmse) = (new double[count, pairs], new double[count, pairs]);
        var (correlationAcross, rmseAcross) = (new double[pairs], new double[pairs]);
        (workers ?? Workers.One).Run(pairs, (pair, _) =>
        {
            var (r, s) = (pair / model.Count, pair % model.Count);
            double sumOfCorrelations = 0, sumOfSquares = 0;
            for (var population = 0; population < count; population++)
            {
                var product = TraceDistance.Product(standardTruth[r][population], standardModel[s][population]);
                var square = TraceDistance.MeanSquare(truth[r].Of(population), model[s].Of(population));
                (correlation[population, pair], rmse[population, pair]) = (product, Math.Sqrt(square));
                sumOfCorrelations += product;
                sumOfSquares += square;
            }

            (correlationAcross[pair], rmseAcross[pair]) = (sumOfCorrelations / count, Math.Sqrt(sumOfSquares / count));
        });
        return new AgreementMeasures(populations, Ensembles.Summarise(correlation, correlationAcross), Ensembles.Summarise(rmse, rmseAcross));
    }

    private static double[][][] Standardise(IReadOnlyList<PopulationSeries<double>> trials) =>
        [.. trials.Select(trial => trial.Populations.Select((_, population) => TraceDistance.Standardise(trial.Of(population))).ToArray())];
}
