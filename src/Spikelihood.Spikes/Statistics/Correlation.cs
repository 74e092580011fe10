namespace Spikelihood.Spikes.Statistics;

/// <summary>Pearson's correlation.</summary>
public static class Correlation
{
    /// <summary>Correlation of two traces over time; not a number when one of them is constant.</summary>
    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length || x.IsEmpty)
        {
            throw new ArgumentException($"Traces of {x.Length} and {y.Length} steps cannot be correlated.", nameof(y));
        }

        var (meanX, meanY) = (Activity.Mean(x), Activity.Mean(y));
        double xx = 0, yy = 0, xy = 0;
        for (var k = 0; k < x.Length; k++)
        {
            var (dx, dy) = (x[k] - meanX, y[k] - meanY);
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        // Rounding of the mean leaves a constant trace with a variance just above zero, so constancy is tested as such.
        var isDefined = x.ContainsAnyExcept(x[0]) && y.ContainsAnyExcept(y[0]);
        return isDefined ? xy / Math.Sqrt(xx * yy) : double.NaN;
    }
}
