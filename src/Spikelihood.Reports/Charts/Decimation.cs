namespace Spikelihood.Reports.Charts;

/// <summary>Fewer points that draw the same line.</summary>
public static class Decimation
{
    /// <summary>
    /// Which points to keep: of each of <paramref name="buckets"/> equal runs the first, last, lowest and highest, so that no peak is
    /// lost (the M4 aggregation of Jugel et al. 2014).
    /// </summary>
    /// <returns>Rising indices; all of them when there are no more than four for each bucket.</returns>
    public static IReadOnlyList<int> KeepPeaks(IReadOnlyList<double> values, int buckets)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(buckets);
        if (values.Count <= 4 * buckets)
        {
            return [.. Enumerable.Range(0, values.Count)];
        }

        var kept = new List<int>(4 * buckets);
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            var start = (int)((long)bucket * values.Count / buckets);
            var end = (int)((long)(bucket + 1) * values.Count / buckets);
            var (lowest, highest) = (start, start);
            for (var i = start; i < end; i++)
            {
                lowest = values[i] < values[lowest] ? i : lowest;
                highest = values[i] > values[highest] ? i : highest;
            }

            kept.AddRange(new SortedSet<int> { start, lowest, highest, end - 1 });
        }

        return kept;
    }

    /// <summary>Means of runs of <paramref name="length"/> values (the last run may be shorter).</summary>
    public static double[] Average(IReadOnlyList<double> values, int length)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        return [.. Enumerable.Range(0, (values.Count + length - 1) / length).Select(run => values.Skip(run * length).Take(length).Average())];
    }
}
