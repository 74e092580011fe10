namespace Spikelihood.Studies.Sweeps;

/// <summary>Plain statistics of a handful of numbers; NaN where there are too few of them.</summary>
internal static class SampleStatistics
{
    /// <summary>A quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996).</summary>
    public static double Quantile(IReadOnlyCollection<double> values, double level)
    {
        if (values.Count == 0 || values.Any(double.IsNaN))
        {
            return double.NaN;
        }

        var sorted = values.Order().ToArray();
        var place = level * (sorted.Length - 1);
        var below = (int)Math.Floor(place);
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    public static double Median(IReadOnlyCollection<double> values) => Quantile(values, 0.5);

    public static double Mean(IReadOnlyCollection<double> values) => values.Count == 0 ? double.NaN : values.Average();

    /// <summary>Sample standard deviation (divided by the number less one).</summary>
    public static double Deviation(IReadOnlyCollection<double> values)
    {
        var mean = Mean(values);
        return values.Count < 2 ? double.NaN : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    /// <summary>Standard error of the mean.</summary>
    public static double MeanError(IReadOnlyCollection<double> values) => Deviation(values) / Math.Sqrt(values.Count);
}
