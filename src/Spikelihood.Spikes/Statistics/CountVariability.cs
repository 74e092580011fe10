using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Statistics;

/// <summary>Statistics of spike counts over trials, units or windows.</summary>
public static class CountVariability
{
    /// <summary>Fano factor: variance (dividing by the number of counts) over mean; not a number when all are zero.</summary>
    public static double FanoFactor(ReadOnlySpan<int> counts)
    {
        var values = new double[counts.Length];
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = counts[k];
        }

        var deviation = Activity.StandardDeviation(values);
        return deviation * deviation / Activity.Mean(values);
    }

    /// <summary>Peri-stimulus time histogram: spikes per trial and second in each bin, Hz, averaged over trials; a trial without spikes counts.</summary>
    /// <param name="trials">Spike times of each trial, s, from the same zero.</param>
    /// <param name="binWidth">Length of a bin, s.</param>
    /// <param name="duration">Length of a trial, s; rounded to whole bins.</param>
    public static double[] Psth(IReadOnlyList<double[]> trials, double binWidth, double duration)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(binWidth);
        var rate = new double[(int)Math.Round(duration / binWidth)];
        foreach (var time in trials.SelectMany(trial => trial))
        {
            var bin = Binning.BinOf(time, binWidth);
            if (bin >= 0 && bin < rate.Length)
            {
                rate[bin]++;
            }
        }

        for (var bin = 0; bin < rate.Length; bin++)
        {
            rate[bin] /= trials.Count * binWidth;
        }

        return rate;
    }
}
