using System.Collections.Immutable;
using Spikelihood.Inference.LinearAlgebra;
using Spikelihood.Numerics.Differentiation;

namespace Spikelihood.Inference.Optimisation;

/// <summary>
/// Climbs a log density of which only noisy estimates are known, with <see cref="Adam"/>. The result is the mean position of the last full window of
/// steps, which the noise of single steps has left.
/// </summary>
/// <param name="options">How.</param>
public sealed class StochasticAscent(StochasticAscentOptions options)
{
    /// <summary>How slowly the reported value forgets, per step: the estimates of single steps are too noisy to look at.</summary>
    private const double ValueDecay = 0.98;

    /// <summary>So many windows in a row must have come to rest.</summary>
    private const int RestingWindows = 3;

    /// <summary>Climbs.</summary>
    /// <param name="estimate">The next estimate of value and gradient at a position; may remember where in its data it is.</param>
    /// <param name="start">Where from.</param>
    /// <param name="onStep">Told of the start and each step: number, smoothed value, position.</param>
    /// <param name="cancellation">Ends the climb as cancelled, with what it has.</param>
    public StochasticAscentResult Climb(
        DifferentiableFunction estimate, ReadOnlySpan<double> start, Action<int, double, ImmutableArray<double>>? onStep = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var adam = new Adam(options.Adam);
        var state = Adam.Init(start);
        var gradient = new double[start.Length];
        var sum = new double[start.Length];
        ImmutableArray<double>? settled = null;
        double smoothed = 0, weight = 0;
        var resting = 0;
        for (var step = 0; ; step++)
        {
            var end = resting >= RestingWindows ? OptimisationEnd.Converged
                : step >= options.MaxIterations ? OptimisationEnd.IterationLimit
                : cancellation.IsCancellationRequested ? OptimisationEnd.Cancelled
                : (OptimisationEnd?)null;
            if (end is { } reason)
            {
                return new(reason, settled ?? state.Position, state, weight > 0 ? smoothed / weight : double.NaN);
            }

            var value = estimate(state.Position.AsSpan(), gradient);
            if (!double.IsFinite(value) || !VectorArithmetic.AllFinite(gradient))
            {
                return new(OptimisationEnd.NotFinite, settled ?? [.. start], state, weight > 0 ? smoothed / weight : double.NaN);
            }

            smoothed = ValueDecay * smoothed + (1 - ValueDecay) * value;
            weight = ValueDecay * weight + (1 - ValueDecay);
            onStep?.Invoke(step, smoothed / weight, state.Position);
            GradientLimit.Apply(gradient, options.Clip);
            state = adam.Step(state, gradient);
            VectorArithmetic.AddScaled(sum, 1, state.Position.AsSpan());
            if ((step + 1) % options.Window == 0)
            {
                ImmutableArray<double> mean = [.. sum.Select(total => total / options.Window)];
                var moved = settled is { } before ? before.Zip(mean, (a, b) => Math.Abs(a - b)).Max() : double.PositiveInfinity;
                resting = moved <= options.Tolerance ? resting + 1 : 0;
                settled = mean;
                sum.AsSpan().Clear();
            }
        }
    }
}
