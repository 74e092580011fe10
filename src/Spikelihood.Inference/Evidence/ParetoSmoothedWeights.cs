using System.Collections.Immutable;
using Spikelihood.Inference.Densities;

namespace Spikelihood.Inference.Evidence;

/// <summary>
/// Importance weights whose largest values are replaced by expected order statistics of a generalised Pareto distribution fitted to them (PSIS: Vehtari,
/// Simpson, Gelman, Yao and Gabry 2024, "Pareto smoothed importance sampling").
/// </summary>
public sealed record ParetoSmoothedWeights
{
    /// <summary>A tail of fewer weights says nothing.</summary>
    public const int LeastTail = 5;

    private ParetoSmoothedWeights(ImmutableArray<double> weights, double shape, double logMeanRatio)
    {
        (Weights, Shape, LogMeanRatio) = (weights, shape, logMeanRatio);
        EffectiveDraws = 1 / weights.Sum(weight => weight * weight);
    }

    /// <summary>The smoothed weights, in the order of the draws; they sum to one.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>
    /// k̂, the shape of the tail: the weights have about 1/k̂ moments. 0 when the largest weights do not differ beyond rounding; infinite when there are too few
    /// to judge.
    /// </summary>
    public double Shape { get; }

    /// <summary>Kish's effective number of draws, 1/Σ w².</summary>
    public double EffectiveDraws { get; }

    /// <summary>log of the mean of the smoothed ratios: the log evidence when the ratios are target over a normalised proposal.</summary>
    public double LogMeanRatio { get; }

    /// <summary>Whether estimates with these weights can be trusted: k̂ below min(1 - 1/log10 S, 0.7) for S draws.</summary>
    public bool IsReliable => Shape < Math.Min(1 - 1 / Math.Log10(Weights.Length), 0.7);

    /// <summary>Standard error of <see cref="LogMeanRatio"/> for independent draws; honest only when <see cref="IsReliable"/>.</summary>
    public double LogMeanRatioError => Math.Sqrt(Math.Max(1 / EffectiveDraws - 1.0 / Weights.Length, 0));

    /// <summary>Smooths the weights of draws.</summary>
    /// <param name="logRatios">log target - log proposal at every draw, up to a constant; what is not finite is without weight.</param>
    /// <exception cref="ArgumentException">When no draw has weight.</exception>
    public static ParetoSmoothedWeights Of(ReadOnlySpan<double> logRatios)
    {
        var logs = logRatios.ToArray();
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i] = double.IsFinite(logs[i]) ? logs[i] : double.NegativeInfinity;
        }

        var largest = logs.Length == 0 ? double.NegativeInfinity : logs.Max();
        if (double.IsNegativeInfinity(largest))
        {
            throw new ArgumentException("No draw has weight.", nameof(logRatios));
        }

        var order = Enumerable.Range(0, logs.Length).OrderBy(i => logs[i]).ToArray();
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i] -= largest;
        }

        var shape = SmoothTail(logs, order);
        var sum = LogSum.Of(logs);
        return new ParetoSmoothedWeights([.. logs.Select(log => Math.Exp(log - sum))], shape, largest + sum - Math.Log(logs.Length));
    }

    /// <summary>Draws with replacement in proportion to the weights, with as little noise as can be (systematic resampling).</summary>
    /// <param name="count">How many.</param>
    /// <param name="offset">A uniform random number in [0, 1).</param>
    /// <returns>Numbers of draws, ascending.</returns>
    public ImmutableArray<int> Resample(int count, double offset) => Resampling.Systematic(Weights.AsSpan(), count, offset);

    private static double SmoothTail(double[] logs, int[] order)
    {
        var tail = (int)Math.Ceiling(Math.Min(0.2 * logs.Length, 3 * Math.Sqrt(logs.Length)));
        if (tail < LeastTail)
        {
            return double.PositiveInfinity;
        }

        var first = logs.Length - tail;
        var threshold = Math.Exp(logs[order[first - 1]]);
        var excesses = new double[tail];
        for (var i = 0; i < tail; i++)
        {
            excesses[i] = Math.Exp(logs[order[first + i]]) - threshold;
        }

        // Weights are relative to the largest, 1: what differs by less is rounding of the log densities.
        if (excesses[^1] < 1e-9)
        {
            return 0;
        }

        var positive = excesses.AsSpan()[excesses.Count(excess => !(excess > 0))..];
        if (positive.Length < LeastTail)
        {
            return double.PositiveInfinity;
        }

        var fit = GeneralisedPareto.Fit(positive);
        for (var i = 0; i < tail; i++)
        {
            var smoothed = Math.Log(threshold + fit.Quantile((i + 0.5) / tail));
            logs[order[first + i]] = Math.Min(smoothed, 0);
        }

        return fit.Shape;
    }
}
