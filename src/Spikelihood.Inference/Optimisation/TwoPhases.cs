using Spikelihood.Inference.Densities;

namespace Spikelihood.Inference.Optimisation;

/// <summary>A cheap method for the long way from anywhere, then one that spends evaluations on the shape of the optimum it has come near to.</summary>
/// <param name="early">The first method.</param>
/// <param name="iterations">Its iterations.</param>
/// <param name="late">The second, unless the first has already ended.</param>
public sealed class TwoPhases(IMaximiser early, int iterations, IMaximiser late) : IMaximiser
{
    /// <inheritdoc/>
    public OptimisationResult Maximise(
        ILogDensity density, ReadOnlySpan<double> start, StoppingRule rule, Action<IterationInfo>? onIteration = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var first = early.Maximise(density, start, rule with { MaxIterations = Math.Min(iterations, rule.MaxIterations) }, onIteration, cancellation);
        return first.End == OptimisationEnd.IterationLimit && first.State.Iteration < rule.MaxIterations && first.State.Evaluations < rule.MaxEvaluations
            ? Proceed(density, first, Left(rule, first), onIteration, cancellation)
            : first;
    }

    /// <inheritdoc/>
    public OptimisationResult Proceed(
        ILogDensity density, OptimisationResult earlier, StoppingRule rule, Action<IterationInfo>? onIteration = null, CancellationToken cancellation = default) =>
        late.Proceed(density, earlier, rule, onIteration, cancellation);

    private static StoppingRule Left(StoppingRule rule, OptimisationResult spent) => rule with
    {
        MaxIterations = rule.MaxIterations - spent.State.Iteration,
        MaxEvaluations = rule.MaxEvaluations - spent.State.Evaluations,
    };
}
