using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Comparison;

/// <summary>What two sets of trials must share to be compared.</summary>
internal static class Ensembles
{
    public static void RequireComparable(IReadOnlyList<PopulationSeries<double>> truth, IReadOnlyList<PopulationSeries<double>> model)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(model);
        if (truth.Count == 0 || model.Count == 0)
        {
            throw new ArgumentException("Each ensemble needs at least one trial.");
        }

        var first = truth[0];
        foreach (var trial in truth.Concat(model))
        {
            if (!trial.Populations.SequenceEqual(first.Populations) || trial.Steps != first.Steps || trial.Steps == 0
                || Math.Abs(trial.TimeStep - first.TimeStep) > 1e-6 * first.TimeStep)
            {
                throw new ArgumentException("All trials of both ensembles need the same populations, time step and number of steps.");
            }
        }
    }

    /// <summary>One table from values[population, repetition] and values across populations.</summary>
    public static MeasureByPopulation Summarise(double[,] values, double[] across) => new(
        [.. Enumerable.Range(0, values.GetLength(0)).Select(population =>
            Estimate([.. Enumerable.Range(0, values.GetLength(1)).Select(repetition => values[population, repetition])]))],
        Estimate(across));

    /// <summary>Mean and sample standard deviation; the latter not a number for a single value.</summary>
    public static MeasureEstimate Estimate(double[] values)
    {
        var mean = values.Average();
        return new MeasureEstimate(mean, SampleDeviation(values));
    }

    /// <summary>Standard deviation dividing by the number of values less one.</summary>
    public static double SampleDeviation(double[] values)
    {
        var mean = values.Average();
        return values.Length < 2 ? double.NaN : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
