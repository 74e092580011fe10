namespace Spikelihood.Spikes.Statistics;

/// <summary>
/// How irregular one unit fires, from its inter-spike intervals I_1 ... I_n. Not a number where there are too few intervals
/// (one for CV, two for the others).
/// </summary>
/// <param name="Count">Number of intervals n.</param>
/// <param name="Mean">Mean interval, s.</param>
/// <param name="Cv">Coefficient of variation: standard deviation (dividing by n) over mean.</param>
/// <param name="Cv2">Mean of 2 |I_k+1 - I_k| / (I_k+1 + I_k) (Holt et al. 1996).</param>
/// <param name="Lv">Local variation: mean of 3 ((I_k - I_k+1) / (I_k + I_k+1))^2 (Shinomoto et al. 2003).</param>
/// <param name="LvR">Revised local variation, which compensates for refractoriness (Shinomoto et al. 2009).</param>
/// <param name="BelowRefractory">How many intervals are shorter than <see cref="RefractoryLimit"/>.</param>
public sealed record IntervalStatistics(int Count, double Mean, double Cv, double Cv2, double Lv, double LvR, int BelowRefractory)
{
    /// <summary>Two spikes of one neuron are hardly ever closer, s; many such pairs mean that spikes of several neurons were mixed.</summary>
    public const double RefractoryLimit = 0.002;

    /// <summary>Of a unit's spike times.</summary>
    /// <param name="times">Spike times, s, ascending.</param>
    /// <param name="refractoriness">R of LvR, s.</param>
    public static IntervalStatistics Of(ReadOnlySpan<double> times, double refractoriness = 0.005)
    {
        var intervals = new double[Math.Max(0, times.Length - 1)];
        var below = 0;
        for (var k = 0; k < intervals.Length; k++)
        {
            intervals[k] = times[k + 1] - times[k];
            below += intervals[k] < RefractoryLimit ? 1 : 0;
        }

        double cv2 = 0, lv = 0, lvR = 0;
        for (var k = 0; k + 1 < intervals.Length; k++)
        {
            var (sum, difference) = (intervals[k] + intervals[k + 1], intervals[k] - intervals[k + 1]);
            if (sum > 0)
            {
                // Three spikes at one instant leave 0/0; they count as regular.
                cv2 += 2 * Math.Abs(difference) / sum;
                lv += 3 * difference * difference / (sum * sum);
                lvR += 3 * (1 - 4 * intervals[k] * intervals[k + 1] / (sum * sum)) * (1 + 4 * refractoriness / sum);
            }
        }

        var pairs = intervals.Length - 1;
        var mean = Activity.Mean(intervals);
        return new IntervalStatistics(
            intervals.Length,
            mean,
            Activity.StandardDeviation(intervals) / mean,
            pairs > 0 ? cv2 / pairs : double.NaN,
            pairs > 0 ? lv / pairs : double.NaN,
            pairs > 0 ? lvR / pairs : double.NaN,
            below);
    }
}
