using Spikelihood.Inference.Densities;

namespace Spikelihood.Inference.Optimisation;

/// <summary>A method that climbs a log density. Instances are immutable and may serve several runs at once.</summary>
public interface IMaximiser
{
    /// <summary>Climbs from <paramref name="start"/> until <paramref name="rule"/> is met.</summary>
    /// <param name="density">What to climb.</param>
    /// <param name="start">Where from.</param>
    /// <param name="rule">When to stop.</param>
    /// <param name="onIteration">Told of the start and of every iteration.</param>
    /// <param name="cancellation">Ends the run as cancelled, with what it has.</param>
    OptimisationResult Maximise(
        ILogDensity density, ReadOnlySpan<double> start, StoppingRule rule, Action<IterationInfo>? onIteration = null, CancellationToken cancellation = default);

    /// <summary>Goes on from where <paramref name="earlier"/> stopped, on the same density, with what the method had learned; the rule's limits count afresh.</summary>
    OptimisationResult Proceed(
        ILogDensity density, OptimisationResult earlier, StoppingRule rule, Action<IterationInfo>? onIteration = null, CancellationToken cancellation = default);
}
