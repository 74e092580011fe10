using System.Collections.Immutable;

namespace Spikelihood.Inference.Calibration;

/// <summary>
/// Simultaneous limits for the bars of a histogram of N uniform ranks: counts of a multinomial distribution of equal shares, so all bars have the
/// same.
/// </summary>
public sealed class HistogramBand
{
    /// <summary>The limits for N points in equal bars.</summary>
    /// <param name="points">N, at least one.</param>
    /// <param name="bars">The number of bars, at least two.</param>
    /// <param name="coverage">The probability with which all bars are inside at once, or a little less than it is: counts are whole.</param>
    public HistogramBand(int points, int bars, double coverage = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(bars, 2);
        var paths = new BinomialPaths(points, [.. Enumerable.Range(0, bars).Select(i => 1.0 / (bars - i))]);
        var (low, high) = new SimultaneousLevel(points, [.. Enumerable.Repeat(1.0 / bars, bars)], paths.WithinEach).Limits(coverage);
        (Low, High) = (low[0], high[0]);
    }

    /// <summary>The least allowed height of a bar.</summary>
    public int Low { get; }

    /// <summary>The greatest allowed height.</summary>
    public int High { get; }

    /// <summary>A number of bars that divides L + 1 ranks evenly: about one for every ten points, 5 to 20.</summary>
    public static int Bars(int points, int draws)
    {
        var wanted = Math.Clamp(points / 10, 5, 20);
        return Enumerable.Range(2, 19).Where(bars => (draws + 1) % bars == 0).DefaultIfEmpty(draws + 1).MinBy(bars => Math.Abs(bars - wanted));
    }

    /// <summary>Heights of the bars of ranks 0 ... L.</summary>
    public static ImmutableArray<int> Count(ReadOnlySpan<int> ranks, int draws, int bars)
    {
        var heights = new int[bars];
        foreach (var rank in ranks)
        {
            heights[(int)((long)rank * bars / (draws + 1))]++;
        }

        return [.. heights];
    }
}
