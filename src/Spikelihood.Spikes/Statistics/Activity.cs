using System.Collections.Immutable;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Statistics;

/// <summary>
/// Population activity A = n/(N dt), spikes per neuron and second (Hz), and its mean and spread in bins of a chosen width
/// (as simulators are compared: SD of the activity at 1 and at 10 ms).
/// </summary>
public static class Activity
{
    /// <summary>Activity of each population, Hz.</summary>
    /// <param name="counts">Spikes per population and step.</param>
    /// <param name="sizes">Neurons in each population.</param>
    public static PopulationSeries<double> FromCounts(PopulationSeries<int> counts, ImmutableArray<int> sizes)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (sizes.Length != counts.Populations.Length || sizes.Any(size => size <= 0))
        {
            throw new ArgumentException("One positive size is needed for each population.", nameof(sizes));
        }

        var rows = sizes.Select((size, population) =>
        {
            var scale = 1 / (size * counts.TimeStep);
            var row = new double[counts.Steps];
            var source = counts.Of(population);
            for (var k = 0; k < row.Length; k++)
            {
                row[k] = source[k] * scale;
            }

            return row;
        });
        return new PopulationSeries<double>(counts.Populations, counts.TimeStep, [.. rows]) { Start = counts.Start };
    }

    /// <summary>Mean over steps.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>Standard deviation over steps, dividing by their number.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values)
    {
        var mean = Mean(values);
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return Math.Sqrt(sum / values.Length);
    }

    /// <summary>Standard deviation of the activity averaged in disjoint bins, Hz; not a number when fewer than two bins fit.</summary>
    /// <param name="activity">The activity of one population in every step, Hz.</param>
    /// <param name="timeStep">Length of a step, s.</param>
    /// <param name="binWidth">Length of a bin, s; a whole number of steps.</param>
    public static double StandardDeviation(ReadOnlySpan<double> activity, double timeStep, double binWidth)
    {
        var binned = DisjointBins.Average(activity, DisjointBins.StepsIn(binWidth, timeStep));
        return binned.Length < 2 ? double.NaN : StandardDeviation(binned);
    }
}
