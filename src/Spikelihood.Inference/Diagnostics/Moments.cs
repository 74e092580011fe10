namespace Spikelihood.Inference.Diagnostics;

/// <summary>Mean and variance of numbers.</summary>
internal static class Moments
{
    /// <summary>The mean; not a number of none. Summed from the first value on, so that equal values have exactly that mean and variance 0.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return double.NaN;
        }

        double sum = 0;
        foreach (var value in values)
        {
            sum += value - values[0];
        }

        return values[0] + sum / values.Length;
    }

    /// <summary>Sum of squared deviations from the mean, divided by one less than the number of values.</summary>
    public static double Variance(ReadOnlySpan<double> values)
    {
        var mean = Mean(values);
        double sum = 0;
        foreach (var value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return sum / (values.Length - 1);
    }
}
