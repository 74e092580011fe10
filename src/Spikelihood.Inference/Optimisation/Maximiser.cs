using Spikelihood.Inference.Densities;

namespace Spikelihood.Inference.Optimisation;

/// <summary>The loop that all methods share: a method says how to begin and how to take one step; its state is a value passed in and out.</summary>
/// <typeparam name="TState">The method's state.</typeparam>
public abstract class Maximiser<TState> : IMaximiser
    where TState : OptimiserState
{
    private protected Maximiser(Preconditioner scale) => Scale = scale;

    /// <summary>What a unit step means in each direction.</summary>
    public Preconditioner Scale { get; }

    /// <summary>The state before the first iteration.</summary>
    public abstract TState Init(ILogDensity density, ReadOnlySpan<double> start);

    /// <summary>One iteration.</summary>
    public (TState State, IterationInfo Info) Step(ILogDensity density, in TState state)
    {
        var next = Advance(density, state);
        return (next, next.Describe(Scale));
    }

    /// <inheritdoc/>
    public OptimisationResult Maximise(
        ILogDensity density, ReadOnlySpan<double> start, StoppingRule rule, Action<IterationInfo>? onIteration = null, CancellationToken cancellation = default)
    {
        var state = Init(density, start);
        onIteration?.Invoke(state.Describe(Scale));
        return Run(density, state, rule, 0, 0, onIteration, cancellation);
    }

    /// <inheritdoc/>
    public OptimisationResult Proceed(
        ILogDensity density, OptimisationResult earlier, StoppingRule rule, Action<IterationInfo>? onIteration = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return earlier.State is TState state
            ? Run(density, state, rule, state.Iteration, state.Evaluations, onIteration, cancellation)
            : throw new ArgumentException("A run can go on only by the method that began it.", nameof(earlier));
    }

    /// <summary>One iteration of the method. A method that cannot go on returns a state with <see cref="OptimiserState.Failure"/> set.</summary>
    private protected abstract TState Advance(ILogDensity density, TState state);

    private OptimisationResult Run(
        ILogDensity density,
        TState state,
        StoppingRule rule,
        int iterationsBefore,
        int evaluationsBefore,
        Action<IterationInfo>? onIteration,
        CancellationToken cancellation)
    {
        while (true)
        {
            var info = state.Describe(Scale);
            if (Ends(state, info) is { } end)
            {
                return new OptimisationResult(end, info, state);
            }

            state = Advance(density, state);
            onIteration?.Invoke(state.Describe(Scale));
        }

        OptimisationEnd? Ends(TState state, in IterationInfo info) =>
            !state.IsFinite ? OptimisationEnd.NotFinite
            : rule.IsConverged(info) ? OptimisationEnd.Converged
            : state.Failure is { } failure ? failure
            : cancellation.IsCancellationRequested ? OptimisationEnd.Cancelled
            : rule.Abandon?.Invoke(info) == true ? OptimisationEnd.Abandoned
            : state.Iteration - iterationsBefore >= rule.MaxIterations || state.Evaluations - evaluationsBefore >= rule.MaxEvaluations
                ? OptimisationEnd.IterationLimit
            : null;
    }
}
