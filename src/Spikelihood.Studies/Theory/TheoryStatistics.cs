using System.Globalization;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;
using Spikelihood.Studies.Prediction;

namespace Spikelihood.Studies.Theory;

/// <summary>The statistics by which two levels of description are compared: rates, fluctuations from fast to slow, correlations between populations.</summary>
internal static class TheoryStatistics
{
    /// <summary>Bin widths over which fluctuations are measured, s.</summary>
    private static readonly double[] Scales = [0.001, 0.01, 0.1, 1];

    private const double CorrelationBin = 0.1;

    /// <summary>Fewer bins than this measure no spread.</summary>
    private const int LeastBins = 10;

    /// <summary>Every statistic that the trials are long enough for.</summary>
    public static IEnumerable<TheoryStatistic> Of(Ensemble microscopic, Ensemble mesoscopic)
    {
        var sample = microscopic.Fine[0];
        TheoryStatistic Both(string who, string name, string unit, Func<PopulationSeries<double>, double> statistic)
        {
            var (micro, microError) = Estimate(microscopic.Fine.Select(statistic).ToArray());
            var (meso, mesoError) = Estimate(mesoscopic.Fine.Select(statistic).ToArray());
            return new(who, name, unit, micro, microError, meso, mesoError);
        }

        for (var i = 0; i < sample.Populations.Length; i++)
        {
            var population = i;
            yield return Both(sample.Populations[i], "mean rate", "Hz", trial => Activity.Mean(trial.Of(population)));
            foreach (var scale in Scales.Select(scale => DisjointBins.WholeSteps(scale, sample.TimeStep)).Distinct().Where(scale => LeastBins * scale <= sample.Duration))
            {
                yield return Both(
                    sample.Populations[i], string.Create(CultureInfo.InvariantCulture, $"SD in {1000 * scale:0.###} ms bins"), "Hz",
                    trial => Activity.StandardDeviation(trial.Of(population), trial.TimeStep, scale));
            }
        }

        var wide = DisjointBins.WholeSteps(CorrelationBin, sample.TimeStep);
        for (var i = 0; i < sample.Populations.Length && LeastBins * wide <= sample.Duration; i++)
        {
            for (var j = i + 1; j < sample.Populations.Length; j++)
            {
                var (one, other) = (i, j);
                yield return Both(
                    $"{sample.Populations[i]}, {sample.Populations[j]}", string.Create(CultureInfo.InvariantCulture, $"correlation in {1000 * wide:0.###} ms bins"), "",
                    trial => Correlation.Pearson(Binned(trial, one, wide), Binned(trial, other, wide)));
            }
        }
    }

    private static double[] Binned(PopulationSeries<double> trial, int population, double width) =>
        DisjointBins.Average(trial.Of(population), DisjointBins.StepsIn(width, trial.TimeStep));

    private static (double Mean, double Error) Estimate(double[] values) => (
        Activity.Mean(values),
        values.Length > 1 ? Activity.StandardDeviation(values) / Math.Sqrt(values.Length - 1) : double.NaN);
}
