using Spikelihood.Inference.Diagnostics;

namespace Spikelihood.Studies.Prediction;

/// <summary>How well single trials follow the mean response of simulations, and how often they leave its central 90 %.</summary>
internal static class MeanResponse
{
    /// <summary>The lower and upper edge of the band.</summary>
    public const double Lower = 0.05, Upper = 0.95;

    /// <summary>The data's trial and each simulation, which is held against the mean and the band of all others.</summary>
    public static (MeasuredStatistic[] Data, MeasuredStatistic[][] Simulations) Of(Ensemble data, Ensemble simulated)
    {
        var rows = simulated.BinnedRows();
        var recorded = data.Binned[0];
        return (
            [.. rows.SelectMany((trials, population) => Of(recorded.Populations[population], recorded.Of(population).ToArray(), trials, -1))],
            [.. simulated.Binned.Select((_, own) => rows.SelectMany((trials, population) => Of(recorded.Populations[population], trials[own], trials, own)).ToArray())]);
    }

    private static IEnumerable<MeasuredStatistic> Of(string name, double[] trace, double[][] trials, int leftOut)
    {
        var (mean, inside, others) = (new double[trace.Length], 0, new double[leftOut < 0 ? trials.Length : trials.Length - 1]);
        for (var bin = 0; bin < trace.Length; bin++)
        {
            for (var i = 0; i < others.Length; i++)
            {
                others[i] = trials[i < leftOut || leftOut < 0 ? i : i + 1][bin];
            }

            mean[bin] = others.Average();
            Array.Sort(others);
            inside += trace[bin] >= SampleQuantile.Of(others, Lower) && trace[bin] <= SampleQuantile.Of(others, Upper) ? 1 : 0;
        }

        yield return new("correlation with the mean response", "", [name], Spikes.Statistics.Correlation.Pearson(trace, mean));
        yield return new("share of bins within the band of 90 %", "%", [name], 100.0 * inside / trace.Length);
    }
}
