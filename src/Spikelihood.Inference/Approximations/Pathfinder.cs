using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Optimisation;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Approximations;

/// <summary>
/// Pathfinder (Zhang, Carpenter, Gelman and Vehtari 2022, "Pathfinder: parallel quasi-Newton variational inference"): the curvature that L-BFGS learns on its
/// way gives a normal approximation at every point; the one with the highest evidence lower bound is kept. That is seldom the last: on a skewed or unbounded
/// density the mass lies before the mode.
/// </summary>
public static class Pathfinder
{
    /// <summary>Climbs from <paramref name="start"/> and approximates the density along the way.</summary>
    /// <param name="density">The density.</param>
    /// <param name="start">Where from.</param>
    /// <param name="rng">The random stream of the draws that judge.</param>
    /// <param name="workers">How many draws are evaluated at a time.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Stops between evaluations.</param>
    /// <returns>The best approximation; null when the path gave none.</returns>
    public static PathfinderResult? Run(
        ILogDensity density,
        ReadOnlySpan<double> start,
        ref Rng rng,
        Workers workers,
        PathfinderOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(density);
        options ??= new PathfinderOptions();
        var lbfgs = new Lbfgs(density.Dimension, new LbfgsOptions { Scale = options.Scale, Memory = options.Memory });
        var state = lbfgs.Init(density, start);
        var path = new List<PathPosition>();
        while (state.IsFinite)
        {
            cancellation.ThrowIfCancellationRequested();
            if (path.Count == 0 || path[^1].Position != state.Position)
            {
                path.Add(PathPosition.Of(state));
            }

            if (state.Failure is not null || state.Iteration >= options.Rule.MaxIterations || state.Evaluations >= options.Rule.MaxEvaluations)
            {
                break;
            }

            (state, var info) = lbfgs.Step(density, state);
            if (options.Rule.IsConverged(info))
            {
                path.Add(PathPosition.Of(state));
                break;
            }
        }

        var result = Along(density, path, ref rng, workers, options, cancellation);
        return result is null ? null : result with { Evaluations = result.Evaluations + state.Evaluations };
    }

    /// <summary>Approximates a density along a path that an optimiser has taken, every point of it.</summary>
    /// <param name="density">The density that was climbed.</param>
    /// <param name="path">The points, in order.</param>
    /// <param name="rng">The random stream of the draws that judge.</param>
    /// <param name="workers">How many draws are evaluated at a time.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Stops between evaluations.</param>
    /// <returns>The best approximation; null when the path has fewer than two points, or none of its steps shows curvature of the right sign.</returns>
    public static PathfinderResult? Along(
        ILogDensity density,
        IReadOnlyList<PathPosition> path,
        ref Rng rng,
        Workers workers,
        PathfinderOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(density);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(workers);
        options ??= new PathfinderOptions();
        var scales = (options.Scale ?? Preconditioner.Identity(density.Dimension)).Scales;
        var variances = new double[scales.Length];
        for (var i = 0; i < variances.Length; i++)
        {
            variances[i] = scales[i] * scales[i];
        }

        var normals = PathCurvature.Along(path, variances, options.Memory);
        var candidates = Spread(Enumerable.Range(0, normals.Length).Where(i => normals[i] is not null).ToArray(), options.Candidates);
        var positions = new double[candidates.Length * options.ElboDraws][];
        var logs = new double[positions.Length];
        var gradient = new double[density.Dimension];
        for (var draw = 0; draw < positions.Length; draw++)
        {
            var normal = normals[candidates[draw / options.ElboDraws]]!;
            positions[draw] = new double[density.Dimension];
            normal.Draw(ref rng, positions[draw]);
            logs[draw] = -normal.Evaluate(positions[draw], gradient);
        }

        workers.Run(
            positions.Length,
            (draw, _) =>
            {
                var value = density.Evaluate(positions[draw], new double[density.Dimension]);
                logs[draw] += double.IsFinite(value) ? value : double.NegativeInfinity;
            },
            cancellation);
        return Best(normals, candidates, logs, options.ElboDraws);
    }

    private static PathfinderResult? Best(IReadOnlyList<MultivariateNormal?> normals, int[] candidates, double[] logs, int draws)
    {
        PathfinderResult? best = null;
        for (var place = 0; place < candidates.Length; place++)
        {
            var elbo = logs.AsSpan(place * draws, draws).ToArray().Average();
            if (double.IsFinite(elbo) && !(elbo <= best?.Elbo))
            {
                best = new PathfinderResult(normals[candidates[place]]!, elbo, candidates[place] + 1, logs.Length);
            }
        }

        return best;
    }

    /// <summary>At most so many numbers, evenly spread, the last among them.</summary>
    private static int[] Spread(int[] all, int most) => all.Length <= most
        ? all
        : [.. Enumerable.Range(1, most).Select(n => all[(int)((long)n * all.Length / most) - 1])];
}
