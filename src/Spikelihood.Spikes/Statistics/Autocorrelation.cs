using MathNet.Numerics;

namespace Spikelihood.Spikes.Statistics;

/// <summary>How a trace is correlated with itself some steps later.</summary>
public static class Autocorrelation
{
    /// <summary>
    /// r_j = sum_k (x_k - mean)(x_k-j - mean) / sum_k (x_k - mean)^2 at the lags 1 ... <paramref name="lags"/>; not numbers when the trace is constant.
    /// </summary>
    public static double[] Of(ReadOnlySpan<double> values, int lags)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lags);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lags, values.Length);
        var mean = Activity.Mean(values);
        var variance = 0.0;
        foreach (var value in values)
        {
            variance += (value - mean) * (value - mean);
        }

        var correlations = new double[lags];
        for (var lag = 1; lag <= lags; lag++)
        {
            var sum = 0.0;
            for (var k = lag; k < values.Length; k++)
            {
                sum += (values[k] - mean) * (values[k - lag] - mean);
            }

            correlations[lag - 1] = sum / variance;
        }

        return correlations;
    }

    /// <summary>
    /// The test of Ljung and Box (Biometrika 65, 1978) that a trace has no memory: Q = n (n + 2) sum_j r_j^2 / (n - j), of which the p-value is
    /// that of a chi-square with as many degrees of freedom as lags.
    /// </summary>
    /// <param name="correlations">r_1, r_2, ...</param>
    /// <param name="steps">Length n of the trace.</param>
    public static TestOutcome LjungBox(ReadOnlySpan<double> correlations, int steps)
    {
        var sum = 0.0;
        for (var lag = 1; lag <= correlations.Length; lag++)
        {
            sum += correlations[lag - 1] * correlations[lag - 1] / (steps - lag);
        }

        var statistic = steps * (steps + 2.0) * sum;
        return new(statistic, double.IsNaN(statistic) ? double.NaN : SpecialFunctions.GammaUpperRegularized(correlations.Length / 2.0, statistic / 2));
    }
}
