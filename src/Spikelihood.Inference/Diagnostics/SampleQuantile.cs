namespace Spikelihood.Inference.Diagnostics;

/// <summary>Quantiles of draws by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996, the usual one of R and NumPy).</summary>
public static class SampleQuantile
{
    /// <summary>The quantile of numbers in ascending order; not a number when there are none.</summary>
    /// <param name="sorted">Ascending.</param>
    /// <param name="probability">0 to 1.</param>
    public static double Of(ReadOnlySpan<double> sorted, double probability)
    {
        if (!(probability is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A quantile is asked for a probability between 0 and 1.");
        }

        if (sorted.IsEmpty)
        {
            return double.NaN;
        }

        var position = (sorted.Length - 1) * probability;
        var below = (int)position;
        var (low, high) = (sorted[below], sorted[Math.Min(below + 1, sorted.Length - 1)]);
        return low + (high - low) * (position - below);
    }

    /// <summary>The middle number, or halfway between the two in the middle, of numbers in ascending order.</summary>
    public static double Median(ReadOnlySpan<double> sorted) =>
        sorted.IsEmpty ? double.NaN : 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
}
