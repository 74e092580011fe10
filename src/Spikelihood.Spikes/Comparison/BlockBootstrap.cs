using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Comparison;

/// <summary>
/// How sure correlation and RMSE of a single pair of trials are, of which there is nothing to resample but time: blocks of consecutive bins, the
/// same of both trials, are drawn with replacement from a circle (Politis and Romano 1992, "A circular block-resampling procedure"). The error
/// tells what another stretch of the same two recordings would give; it cannot tell what other trials would.
/// </summary>
public static class BlockBootstrap
{
    /// <summary>Fewer blocks than this say nothing about their spread.</summary>
    public const int FewestBlocks = 10;

    /// <summary>Measures with the standard deviation over resamples; not numbers when too few blocks fit.</summary>
    /// <param name="truth">Activity of one trial, Hz.</param>
    /// <param name="model">Activity of the other.</param>
    /// <param name="blockSteps">Length of a block; longer than the activity's memory.</param>
    /// <param name="seed">Resample i uses the stream (seed, Bootstrap, i).</param>
    /// <param name="resamples">How many times to resample.</param>
    public static AgreementMeasures Compare(
        PopulationSeries<double> truth, PopulationSeries<double> model, int blockSteps, ulong seed, int resamples = TrialAveragedAgreement.PublishedResamples)
    {
        Ensembles.RequireComparable([truth], [model]);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blockSteps);
        var single = PerTrialAgreement.Compare([truth], [model]);
        if (truth.Steps < FewestBlocks * blockSteps)
        {
            return single;
        }

        var count = truth.Populations.Length;
        var (correlation, rmse) = (new double[count, resamples], new double[count, resamples]);
        var (correlationAcross, rmseAcross) = (new double[resamples], new double[resamples]);
        for (var i = 0; i < resamples; i++)
        {
            var chosen = Draw(new Rng(seed, StreamPurpose.Bootstrap, (ulong)i), truth.Steps, blockSteps);
            double squares = 0;
            for (var population = 0; population < count; population++)
            {
                var (x, y) = (Gather(truth.Of(population), chosen), Gather(model.Of(population), chosen));
                var square = TraceDistance.MeanSquare(x, y);
                (correlation[population, i], rmse[population, i]) = (Correlation.Pearson(x, y), Math.Sqrt(square));
                correlationAcross[i] += correlation[population, i] / count;
                squares += square;
            }

            rmseAcross[i] = Math.Sqrt(squares / count);
        }

        return new(
            single.Populations,
            Spread(single.Correlation, Ensembles.Summarise(correlation, correlationAcross)),
            Spread(single.Rmse, Ensembles.Summarise(rmse, rmseAcross)));
    }

    private static int[] Draw(Rng rng, int steps, int blockSteps)
    {
        var chosen = new int[steps];
        for (int k = 0, start = 0; k < steps; k++)
        {
            start = k % blockSteps == 0 ? rng.NextInt(steps) : start;
            chosen[k] = (start + k % blockSteps) % steps;
        }

        return chosen;
    }

    private static double[] Gather(ReadOnlySpan<double> trace, int[] chosen)
    {
        var gathered = new double[chosen.Length];
        for (var k = 0; k < chosen.Length; k++)
        {
            gathered[k] = trace[chosen[k]];
        }

        return gathered;
    }

    private static MeasureByPopulation Spread(MeasureByPopulation value, MeasureByPopulation resampled) => new(
        [.. value.PerPopulation.Select((estimate, population) => estimate with { Deviation = resampled.PerPopulation[population].Deviation })],
        value.Across with { Deviation = resampled.Across.Deviation });
}
