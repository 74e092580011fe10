namespace Spikelihood.Inference.Densities;

/// <summary>Sums of numbers known by their logarithms.</summary>
internal static class LogSum
{
    /// <summary>log Σ exp(x); minus infinity for none.</summary>
    public static double Of(ReadOnlySpan<double> logs)
    {
        var largest = double.NegativeInfinity;
        foreach (var log in logs)
        {
            largest = Math.Max(largest, log);
        }

        if (double.IsInfinity(largest))
        {
            return largest;
        }

        var sum = 0.0;
        foreach (var log in logs)
        {
            sum += Math.Exp(log - largest);
        }

        return largest + Math.Log(sum);
    }

    /// <summary>log of the mean of exp(x).</summary>
    public static double MeanOf(ReadOnlySpan<double> logs) => Of(logs) - Math.Log(logs.Length);
}
