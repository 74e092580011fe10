using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Statistics;

/// <summary>Coarser bins: sums or averages over neighbouring steps. Steps at the end that do not fill a bin are left out.</summary>
public static class DisjointBins
{
    /// <summary>How many steps a bin holds.</summary>
    /// <exception cref="ArgumentException">When a bin is not a whole number of steps.</exception>
    public static int StepsIn(double binWidth, double timeStep)
    {
        var steps = Math.Round(binWidth / timeStep);
        return steps >= 1 && steps < int.MaxValue && Math.Abs(binWidth - steps * timeStep) <= 1e-6 * binWidth
            ? (int)steps
            : throw new ArgumentException($"A bin of {binWidth:G6} s is not a whole number of steps of {timeStep:G6} s.", nameof(binWidth));
    }

    /// <summary>The bin width nearest to <paramref name="wanted"/> that is a whole number of steps, at least one; s.</summary>
    public static double WholeSteps(double wanted, double timeStep) => Math.Max(1, Math.Round(wanted / timeStep)) * timeStep;

    /// <summary>Sums over bins of <paramref name="steps"/> values.</summary>
    public static double[] Sum(ReadOnlySpan<double> values, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        var bins = new double[values.Length / steps];
        for (var bin = 0; bin < bins.Length; bin++)
        {
            foreach (var value in values.Slice(bin * steps, steps))
            {
                bins[bin] += value;
            }
        }

        return bins;
    }

    /// <summary>Averages over bins of <paramref name="steps"/> values.</summary>
    public static double[] Average(ReadOnlySpan<double> values, int steps)
    {
        var bins = Sum(values, steps);
        for (var bin = 0; bin < bins.Length; bin++)
        {
            bins[bin] /= steps;
        }

        return bins;
    }

    /// <summary>A series averaged over bins of <paramref name="binWidth"/> s, such as activity or input.</summary>
    public static PopulationSeries<double> Average(PopulationSeries<double> series, double binWidth)
    {
        ArgumentNullException.ThrowIfNull(series);
        var steps = StepsIn(binWidth, series.TimeStep);
        return new PopulationSeries<double>(
            series.Populations,
            steps * series.TimeStep,
            [.. Enumerable.Range(0, series.Populations.Length).Select(population => Average(series.Of(population), steps))])
        { Start = series.Start };
    }

    /// <summary>Counts summed over bins of <paramref name="binWidth"/> s.</summary>
    public static PopulationSeries<int> Sum(PopulationSeries<int> counts, double binWidth)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var steps = StepsIn(binWidth, counts.TimeStep);
        var bins = counts.Populations.Select((_, population) =>
        {
            var row = new int[counts.Steps / steps];
            var source = counts.Of(population);
            for (var k = 0; k < row.Length * steps; k++)
            {
                row[k / steps] += source[k];
            }

            return row;
        });
        return new PopulationSeries<int>(counts.Populations, steps * counts.TimeStep, [.. bins]) { Start = counts.Start };
    }
}
