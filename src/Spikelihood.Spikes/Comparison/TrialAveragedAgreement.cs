using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Comparison;

/// <summary>
/// René 2020, equations (34) and (35): correlation and RMSE between the averages of two ensembles over trials. Their errors come from
/// resampling the trials of both with replacement; they shrink as trials are added and say nothing about the spread between trials.
/// Use equally many trials wherever two such values are compared.
/// </summary>
public static class TrialAveragedAgreement
{
    /// <summary>Resamples in the paper.</summary>
    public const int PublishedResamples = 100;

    /// <summary>Compares the averages.</summary>
    /// <param name="truth">Activity of each trial of the data, Hz.</param>
    /// <param name="model">Activity of each trial of the model, Hz.</param>
    /// <param name="seed">Of the bootstrap: resample i uses the stream (seed, Bootstrap, i).</param>
    /// <param name="resamples">How many times to resample.</param>
    /// <param name="workers">Threads; one when null.</param>
    public static AgreementMeasures Compare(
        IReadOnlyList<PopulationSeries<double>> truth,
        IReadOnlyList<PopulationSeries<double>> model,
        ulong seed,
        int resamples = PublishedResamples,
        Workers? workers = null)
    {
        Ensembles.RequireComparable(truth, model);
        var populations = truth[0].Populations;
        var count = populations.Length;
        var (correlation, rmse) = (new double[count, resamples], new double[count, resamples]);
        var (correlationAcross, rmseAcross) = (new double[resamples], new double[resamples]);
        (workers ?? Workers.One).Run(resamples, (i, _) =>
        {
            var rng = new Rng(seed, StreamPurpose.Bootstrap, (ulong)i);
            var measured = Measure(truth, Draw(ref rng, truth.Count), model, Draw(ref rng, model.Count));
            for (var population = 0; population < count; population++)
            {
                (correlation[population, i], rmse[population, i]) = measured.PerPopulation[population];
            }

            (correlationAcross[i], rmseAcross[i]) = measured.Across;
        });

        var all = Measure(truth, [.. Enumerable.Range(0, truth.Count)], model, [.. Enumerable.Range(0, model.Count)]);
        return new AgreementMeasures(
            populations,
            Centre(Ensembles.Summarise(correlation, correlationAcross), [.. all.PerPopulation.Select(value => value.Correlation)], all.Across.Correlation),
            Centre(Ensembles.Summarise(rmse, rmseAcross), [.. all.PerPopulation.Select(value => value.Rmse)], all.Across.Rmse));
    }

    /// <summary>The average of chosen trials, a trial counting as often as it is chosen.</summary>
    public static double[] Average(IReadOnlyList<PopulationSeries<double>> trials, int population, ReadOnlySpan<int> chosen)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var mean = new double[trials[0].Steps];
        foreach (var trial in chosen)
        {
            var values = trials[trial].Of(population);
            for (var k = 0; k < mean.Length; k++)
            {
                mean[k] += values[k];
            }
        }

        for (var k = 0; k < mean.Length; k++)
        {
            mean[k] /= chosen.Length;
        }

        return mean;
    }

    private static int[] Draw(ref Rng rng, int trials)
    {
        var chosen = new int[trials];
        for (var k = 0; k < trials; k++)
        {
            chosen[k] = rng.NextInt(trials);
        }

        return chosen;
    }

    private static ((double Correlation, double Rmse)[] PerPopulation, (double Correlation, double Rmse) Across) Measure(
        IReadOnlyList<PopulationSeries<double>> truth, int[] chosenTruth, IReadOnlyList<PopulationSeries<double>> model, int[] chosenModel)
    {
        var measures = new (double Correlation, double Rmse)[truth[0].Populations.Length];
        double sumOfCorrelations = 0, sumOfSquares = 0;
        for (var population = 0; population < measures.Length; population++)
        {
            var (x, y) = (Average(truth, population, chosenTruth), Average(model, population, chosenModel));
            var product = TraceDistance.Product(TraceDistance.Standardise(x), TraceDistance.Standardise(y));
            var square = TraceDistance.MeanSquare(x, y);
            measures[population] = (product, Math.Sqrt(square));
            sumOfCorrelations += product;
            sumOfSquares += square;
        }

        return (measures, (sumOfCorrelations / measures.Length, Math.Sqrt(sumOfSquares / measures.Length)));
    }

    /// <summary>The scatter of the resamples around the value of the ensemble itself.</summary>
    private static MeasureByPopulation Centre(MeasureByPopulation resampled, double[] values, double across) => new(
        [.. resampled.PerPopulation.Select((estimate, population) => estimate with { Mean = values[population] })],
        resampled.Across with { Mean = across });
}
