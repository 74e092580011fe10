namespace Spikelihood.Spikes.Statistics;

/// <summary>The Kolmogorov-Smirnov test of independent numbers being uniform between 0 and 1.</summary>
public static class UniformityTest
{
    /// <summary>
    /// The largest difference between the numbers' cumulative distribution and the uniform one, and its p-value: Kolmogorov's limit
    /// distribution with Stephens' correction for n numbers (J. R. Stat. Soc. B 32, 1970), within a few percent of the exact value from n = 10 on.
    /// </summary>
    /// <param name="sorted">The numbers, ascending.</param>
    /// <exception cref="ArgumentException">When there are none.</exception>
    public static TestOutcome Of(ReadOnlySpan<double> sorted)
    {
        if (sorted.IsEmpty)
        {
            throw new ArgumentException("At least one number is needed.", nameof(sorted));
        }

        double n = sorted.Length, distance = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            distance = Math.Max(distance, Math.Max((i + 1) / n - sorted[i], sorted[i] - i / n));
        }

        var root = Math.Sqrt(n);
        return new(distance, Exceeding((root + 0.12 + 0.11 / root) * distance));
    }

    /// <summary>Probability that Kolmogorov's limit variable exceeds a value.</summary>
    public static double Exceeding(double value)
    {
        if (value <= 0)
        {
            return 1;
        }

        // Two series for the same function; each converges within a few terms on its side.
        double sum = 0;
        if (value < 1.18)
        {
            for (var j = 1; j <= 9; j += 2)
            {
                sum += Math.Exp(-j * j * Math.PI * Math.PI / (8 * value * value));
            }

            return 1 - Math.Sqrt(2 * Math.PI) / value * sum;
        }

        for (var j = 1; j <= 6; j++)
        {
            sum += (j % 2 == 1 ? 1 : -1) * Math.Exp(-2.0 * j * j * value * value);
        }

        return 2 * sum;
    }
}
