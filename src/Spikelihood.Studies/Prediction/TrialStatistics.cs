using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;
using static System.FormattableString;

namespace Spikelihood.Studies.Prediction;

/// <summary>What is compared of a trial: rates, sizes of fluctuations, memory, powers, and how populations go together.</summary>
internal static class TrialStatistics
{
    /// <summary>Bin widths over which fluctuations are measured, s.</summary>
    private static readonly double[] Scales = [0.01, 0.1, 1];

    /// <summary>Lags of autocorrelations, in bins of about 10 ms.</summary>
    private static readonly int[] Lags = [1, 5, 20];

    /// <summary>Frequency bands, Hz.</summary>
    private static readonly (double From, double To)[] Bands = [(1, 10), (10, 30), (30, 100), (100, 500)];

    /// <summary>Fewer bins tell nothing of a scale.</summary>
    private const int LeastBins = 20;

    /// <summary>All of a trial; every trial of the same length gives the same ones in the same order.</summary>
    /// <param name="fine">Activity, Hz, step by step.</param>
    /// <param name="binned">The same in bins of about 10 ms.</param>
    public static IEnumerable<MeasuredStatistic> Of(PopulationSeries<double> fine, PopulationSeries<double> binned) =>
        Enumerable.Range(0, fine.Populations.Length).SelectMany(population => Alone(fine, binned, population))
            .Concat(Enumerable.Range(0, fine.Populations.Length).SelectMany(second => Enumerable.Range(0, second).SelectMany(first => Pair(binned, first, second))));

    private static IEnumerable<MeasuredStatistic> Alone(PopulationSeries<double> fine, PopulationSeries<double> binned, int population)
    {
        var name = fine.Populations[population];
        double[] trace = fine.Of(population).ToArray(), bins = binned.Of(population).ToArray();
        yield return new("mean rate", "Hz", [name], Activity.Mean(trace));
        foreach (var scale in Scales.Where(scale => scale >= fine.TimeStep && LeastBins * scale <= fine.Duration))
        {
            var width = DisjointBins.WholeSteps(scale, fine.TimeStep);
            var deviation = Activity.StandardDeviation(trace, fine.TimeStep, width);
            yield return new(Invariant($"SD of the activity in {1000 * width:0.###} ms bins"), "Hz", [name], deviation);
        }

        var lags = Lags.Where(lag => LeastBins * lag <= bins.Length).ToArray();
        var memory = lags.Length > 0 ? Autocorrelation.Of(bins, lags[^1]) : [];
        foreach (var lag in lags)
        {
            yield return new(Invariant($"autocorrelation at {Milliseconds(binned, lag)} ms"), "", [name], memory[lag - 1]);
        }

        if (fine.Duration < 1 || fine.TimeStep > ResponseComparison.LongestSpectrumStep)
        {
            yield break;
        }

        var spectrum = PowerSpectrum.TwoSided(trace, fine.TimeStep);
        foreach (var (from, to) in Bands.Where(band => band.From < spectrum.Frequencies[^1]))
        {
            var end = Math.Min(to, spectrum.Frequencies[^1]);
            yield return new(Invariant($"power density from {from:0} to {end:0.#} Hz"), "Hz", [name], spectrum.BandMean(from, to));
        }
    }

    /// <summary>Correlations of two populations at once and one bin apart.</summary>
    private static IEnumerable<MeasuredStatistic> Pair(PopulationSeries<double> binned, int first, int second)
    {
        if (binned.Steps < LeastBins)
        {
            yield break;
        }

        string[] names = [binned.Populations[first], binned.Populations[second]];
        double[] x = binned.Of(first).ToArray(), y = binned.Of(second).ToArray();
        var later = $"{Milliseconds(binned, 1)} ms later";
        yield return new("correlation", "", [.. names], Correlation.Pearson(x, y));
        yield return new($"correlation with the second {later}", "", [.. names], Correlation.Pearson(x.AsSpan(..^1), y.AsSpan(1..)));
        yield return new($"correlation with the first {later}", "", [.. names], Correlation.Pearson(x.AsSpan(1..), y.AsSpan(..^1)));
    }

    private static string Milliseconds(PopulationSeries<double> binned, int bins) => Invariant($"{1000 * bins * binned.TimeStep:0.###}");
}
