using System.Collections.Immutable;
using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Optimisation;
using Spikelihood.Inference.Uncertainty;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Studies.Sampling;

/// <summary>
/// From the optima of a fit to the modes of the density that is sampled: climbs what is left, measures the curvature, and lays together what turns
/// out to be one.
/// </summary>
/// <param name="density">The posterior in the sampler's coordinates.</param>
/// <param name="workers">Threads.</param>
internal sealed class ModeFinder(ILogDensity density, Workers workers)
{
    /// <summary>An optimum this far below the best has no share that anyone could sample, nats.</summary>
    private const double Hopeless = 30;

    /// <summary>Tops of one mode are no farther apart than this, in standard deviations.</summary>
    private const double SamePlace = 1;

    private static readonly LbfgsOptions Climb = new() { Memory = 20, LongestStep = 1 };

    private static readonly StoppingRule Top = new() { DecrementTolerance = 1e-4, GradientTolerance = 1e-3, MaxIterations = 200, MaxEvaluations = 300 };

    /// <summary>The modes, highest first.</summary>
    /// <param name="optima">Positions of the fit's optima and how many starts ended at each.</param>
    /// <param name="cancellation">Stops between evaluations.</param>
    public ImmutableArray<Mode> Find(IReadOnlyList<(double[] Position, int Starts)> optima, CancellationToken cancellation)
    {
        var tops = new OptimisationResult[optima.Count];
        workers.Run(
            optima.Count,
            (index, _) => tops[index] = new Lbfgs(density.Dimension, Climb).Maximise(density, optima[index].Position, Top),
            cancellation);
        var best = tops.Max(top => top.Value);
        var modes = new List<Mode>();
        foreach (var (top, starts) in tops.Zip(optima, (top, optimum) => (top, optimum.Starts)).OrderByDescending(pair => pair.top.Value))
        {
            var known = modes.FindIndex(mode => IsAt(mode, top.Position));
            if (known >= 0)
            {
                modes[known] = modes[known] with { Starts = modes[known].Starts + starts, Gradients = modes[known].Gradients + top.Info.Evaluations };
            }
            else if (double.IsFinite(top.Value))
            {
                modes.Add(best - top.Value < Hopeless ? Measured(top, starts, cancellation) : new(top.Position, top.Value, null, starts, top.Info.Evaluations));
            }
        }

        return [.. modes];
    }

    private Mode Measured(OptimisationResult top, int starts, CancellationToken cancellation)
    {
        var hessian = Hessian.Measure(density, top.Position.AsSpan(), workers, null, cancellation);
        var laplace = LaplaceApproximation.FromHessian(top.Position.AsSpan(), top.Value, hessian.Matrix.AsSpan());
        return new(top.Position, top.Value, laplace, starts, top.Info.Evaluations + hessian.Evaluations);
    }

    private static bool IsAt(Mode mode, ImmutableArray<double> position) => mode.Laplace?.Normal.SquaredDistance(position.AsSpan()) < SamePlace * SamePlace;
}
