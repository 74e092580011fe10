using System.Collections.Immutable;
using MathNet.Numerics;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Comparison;

/// <summary>
/// Whether counts follow the binomial distributions that a model predicts for each step given all earlier ones: how far they do not (sizes) and
/// whether chance explains it (p-values; each is uniform when the model and its parameters are right).
/// </summary>
public sealed record OneStepTest
{
    /// <summary>A p-value below this is not called chance.</summary>
    public const double Significance = 1e-4;

    /// <summary>Lags of the autocorrelation, unless the trace is too short for them.</summary>
    public const int MostLags = 20;

    /// <summary>With many steps every model is significantly wrong; up to these sizes nobody minds.</summary>
    private const double SmallRateError = 0.05, SmallDistance = 0.05, SmallCorrelation = 0.1, LargestDispersion = 1.25, SmallMemory = 0.2;

    /// <summary>Few spikes say little: what chance does in so many standard deviations is no misfit.</summary>
    private const double ChanceDeviations = 4;

    /// <summary>Number of steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Spikes that came.</summary>
    public required double Observed { get; init; }

    /// <summary>Spikes that were predicted.</summary>
    public required double Predicted { get; init; }

    /// <summary>Predicted over observed spikes; not a number when none came.</summary>
    public double Ratio => Observed > 0 ? Predicted / Observed : double.NaN;

    /// <summary>What chance does to <see cref="Ratio"/>: one standard deviation of the observed number.</summary>
    public required double RatioError { get; init; }

    /// <summary>Of the difference between both numbers, which is normal with the summed binomial variances.</summary>
    public required double RatioP { get; init; }

    /// <summary>Kolmogorov-Smirnov test of the residuals' uniformity; the statistic is the largest difference of cumulative probabilities.</summary>
    public required TestOutcome Uniformity { get; init; }

    /// <summary>Autocorrelation of the normal residuals at the lags 1, 2, ...</summary>
    public required ImmutableArray<double> Autocorrelation { get; init; }

    /// <summary>Ljung and Box's test of the same.</summary>
    public required TestOutcome Independence { get; init; }

    /// <summary>Mean of (n - nbar)^2 over the binomial variance; 1 when the model is right.</summary>
    public required double Dispersion { get; init; }

    /// <summary>How far chance alone takes <see cref="Dispersion"/> from 1, one standard deviation.</summary>
    public required double DispersionError { get; init; }

    /// <summary>Correlation of (n - nbar) / SD from one step to the next; 0 when the model is right.</summary>
    public required double Memory { get; init; }

    /// <summary>Share of the residuals up to 0.01, 0.02, ..., 0.99; equal to those numbers when the model is right.</summary>
    public required ImmutableArray<double> Distribution { get; init; }

    /// <summary>The lag, from 1, of the largest autocorrelation.</summary>
    public int LargestLag => 1 + Enumerable.Range(0, Autocorrelation.Length).MaxBy(i => Math.Abs(Autocorrelation[i]));

    /// <summary>The number of spikes is off by more than 5 %.</summary>
    public bool IsRateWrong => RatioP < Significance && !(Math.Abs(Predicted - Observed) <= SmallRateError * Observed);

    /// <summary>The counts' distribution about the predictions is off by more than 0.05.</summary>
    public bool IsShapeWrong => Uniformity.PValue < Significance && Uniformity.Statistic > SmallDistance;

    /// <summary>Residuals are correlated by more than 0.1 at some lag, or by more than 0.2 from one step to the next.</summary>
    public bool IsMemoryWrong =>
        (Independence.PValue < Significance && Math.Abs(Autocorrelation[LargestLag - 1]) > SmallCorrelation)
        || Math.Abs(Memory) > Math.Max(SmallMemory, ChanceDeviations / Math.Sqrt(Steps));

    /// <summary>The counts scatter by more than a quarter more, or less, than binomial ones.</summary>
    public bool IsDispersionWrong =>
        Dispersion > Math.Max(LargestDispersion, 1 + ChanceDeviations * DispersionError)
        || Dispersion < Math.Min(1 / LargestDispersion, 1 - ChanceDeviations * DispersionError);

    /// <summary>Whether the model fails in any of the four ways.</summary>
    public bool IsMisfit => IsRateWrong || IsShapeWrong || IsMemoryWrong || IsDispersionWrong;

    /// <summary>Tests one population.</summary>
    /// <param name="counts">Spikes in each scored step.</param>
    /// <param name="expected">Predicted mean of each.</param>
    /// <param name="size">Neurons.</param>
    /// <param name="rng">For the residuals' places.</param>
    public static OneStepTest Of(ReadOnlySpan<int> counts, ReadOnlySpan<double> expected, int size, Rng rng)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(counts.Length, 2);
        double observed = 0, predicted = 0, variances = 0, squares = 0, products = 0, previous = 0, spread = 0;
        for (var k = 0; k < counts.Length; k++)
        {
            var mean = Math.Clamp(expected[k], 1e-8 * size, (1 - 1e-8) * size);
            var variance = mean * (1 - mean / size);
            var residual = (counts[k] - mean) / Math.Sqrt(variance);
            observed += counts[k];
            predicted += mean;
            variances += variance;
            squares += residual * residual;
            products += residual * previous;
            // The variance of a squared standardised binomial: 2 for many spikes, far more for few.
            spread += 2 + (1 - 6 * variance / size) / variance;
            previous = residual;
        }

        var steps = counts.Length;
        var residuals = QuantileResiduals.Of(counts, expected, size, rng);
        var sorted = residuals.Uniform.Order().ToArray();
        var correlations = Statistics.Autocorrelation.Of(residuals.Normal, Math.Min(MostLags, (steps + 4) / 5));
        return new OneStepTest
        {
            Steps = steps,
            Observed = observed,
            Predicted = predicted,
            RatioError = observed > 0 ? predicted / observed * Math.Sqrt(variances) / observed : double.NaN,
            RatioP = SpecialFunctions.Erfc(Math.Abs(observed - predicted) / Math.Sqrt(2 * variances)),
            Uniformity = UniformityTest.Of(sorted),
            Autocorrelation = [.. correlations],
            Independence = Statistics.Autocorrelation.LjungBox(correlations, steps),
            Dispersion = squares / steps,
            DispersionError = Math.Sqrt(spread) / steps,
            // Where next to nothing scatters, as in silence, there is nothing to remember either.
            Memory = products / Math.Max(squares, steps),
            Distribution = [.. Enumerable.Range(1, 99).Select(percent => ShareUpTo(sorted, 0.01 * percent))],
        };
    }

    private static double ShareUpTo(double[] sorted, double value)
    {
        var place = Array.BinarySearch(sorted, value);
        return (double)(place < 0 ? ~place : place + 1) / sorted.Length;
    }
}
