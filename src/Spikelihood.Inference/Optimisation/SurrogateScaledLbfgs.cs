using Spikelihood.Inference.Densities;
using Spikelihood.Inference.LinearAlgebra;
using Spikelihood.Inference.Uncertainty;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Inference.Optimisation;

/// <summary>
/// L-BFGS whose first guess at the inverse Hessian comes from a cheap stand-in for the density, for example the posterior of a short piece of the
/// data: the stand-in's Hessian is measured where the run starts and multiplied by <paramref name="ratio"/>. What it gets wrong L-BFGS learns.
/// With the shape of the optimum known from the first step, a run needs a few tens of evaluations of the expensive density.
/// </summary>
/// <param name="surrogate">The cheap density.</param>
/// <param name="ratio">How many times as much information the real density holds.</param>
/// <param name="scales">A typical length of each coordinate; a direction is never believed to be longer than a few of them.</param>
/// <param name="options">Everything else; lengths are in standard deviations of the measured covariance.</param>
public sealed class SurrogateScaledLbfgs(ILogDensity surrogate, double ratio, ReadOnlyMemory<double> scales, LbfgsOptions options) : IMaximiser
{
    /// <summary>Information below this, per squared scale, is not believed: the guess would send the run out of sight.</summary>
    private const double LeastInformation = 0.3;

    /// <summary>Information beyond this is a kink under the finite differences, and more than a factorisation could tell from the least.</summary>
    private const double MostInformation = 1e10;

    /// <summary>After so many evaluations without an end the shape has changed along the way, and is measured anew.</summary>
    private const int EvaluationsARound = 50;

    /// <inheritdoc/>
    public OptimisationResult Maximise(
        ILogDensity density, ReadOnlySpan<double> start, StoppingRule rule, Action<IterationInfo>? onIteration = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Climb(density, start.ToArray(), rule, 0, 0, onIteration, cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>What was learned is the place; the shape is measured anew there.</remarks>
    public OptimisationResult Proceed(
        ILogDensity density, OptimisationResult earlier, StoppingRule rule, Action<IterationInfo>? onIteration = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(rule);
        return Climb(density, [.. earlier.Position], rule, earlier.State.Iteration, earlier.State.Evaluations, onIteration, cancellation);
    }

    private OptimisationResult Climb(
        ILogDensity density, double[] position, StoppingRule rule, int iterations, int evaluations, Action<IterationInfo>? onIteration, CancellationToken cancellation)
    {
        var (lastIteration, lastEvaluation) = (iterations + rule.MaxIterations, evaluations + rule.MaxEvaluations);
        while (true)
        {
            var (iterationsBefore, evaluationsBefore) = (iterations, evaluations);
            var left = rule with
            {
                MaxIterations = lastIteration - iterations,
                MaxEvaluations = Math.Min(EvaluationsARound, lastEvaluation - evaluations),
                Abandon = rule.Abandon is { } abandon ? info => abandon(Counted(info)) : null,
            };
            var covariance = Covariance(position);
            var shaped = options with { Scale = covariance ?? Preconditioner.StandardDeviations(scales.Span), Rescale = covariance is null };
            var round = new Lbfgs(position.Length, shaped).Maximise(density, position, left, Tell, cancellation);
            iterations += round.State.Iteration;
            evaluations += round.State.Evaluations;
            var isSpent = iterations >= lastIteration || evaluations >= lastEvaluation;
            var goesOn = round.End == OptimisationEnd.IterationLimit
                || (round.End == OptimisationEnd.LineSearchFailed && !round.Position.AsSpan().SequenceEqual(position));
            if (isSpent || !goesOn)
            {
                return round with { Info = Counted(round.Info), State = round.State with { Iteration = iterations, Evaluations = evaluations } };
            }

            round.Position.CopyTo(position);

            IterationInfo Counted(IterationInfo info) =>
                info with { Iteration = info.Iteration + iterationsBefore, Evaluations = info.Evaluations + evaluationsBefore };

            void Tell(IterationInfo info) => onIteration?.Invoke(Counted(info));
        }
    }

    /// <summary>The inverse of the information that the stand-in promises here; null where it has no curvature to measure.</summary>
    private Preconditioner? Covariance(ReadOnlySpan<double> position)
    {
        var dimension = position.Length;
        var units = scales.Span;
        var hessian = Hessian.Measure(surrogate, position, Workers.One, HessianOptions.Rough(scales));
        var information = new double[dimension * dimension];
        for (var entry = 0; entry < information.Length; entry++)
        {
            information[entry] = -ratio * hessian.Matrix[entry] * units[entry / dimension] * units[entry % dimension];
        }

        if (SymmetricEigen.Decompose(information, dimension) is not { } eigen)
        {
            return null;
        }

        // Away from an optimum curvatures may have the wrong sign; their size still says how far a step may go.
        var covariance = new double[dimension * dimension];
        for (var direction = 0; direction < dimension; direction++)
        {
            var variance = 1 / Math.Clamp(Math.Abs(eigen.Values[direction]), LeastInformation, MostInformation);
            var vector = eigen.Vector(direction);
            for (var entry = 0; entry < covariance.Length; entry++)
            {
                var (i, j) = (entry / dimension, entry % dimension);
                covariance[entry] += variance * vector[i] * units[i] * vector[j] * units[j];
            }
        }

        return Preconditioner.Covariance(covariance, dimension);
    }
}
