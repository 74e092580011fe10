using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Evidence;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Approximations;

/// <summary>
/// Pathfinder from many starts, paths side by side. Their approximations are mixed and draws of the mixture weighted by Pareto-smoothed importance sampling.
/// Unlike in the paper the weights are target over the whole mixture: several paths that end at one mode then do not count it several times.
/// </summary>
public static class MultiPathfinder
{
    /// <summary>Streams beyond those that number modes and single approximations.</summary>
    private const ulong FirstStream = 1UL << 40;

    /// <summary>Runs one path from every start.</summary>
    /// <param name="density">The density.</param>
    /// <param name="starts">Where the paths begin, for example draws of the prior.</param>
    /// <param name="draws">Draws of the mixture; each costs an evaluation.</param>
    /// <param name="seed">The seed of all its random numbers.</param>
    /// <param name="workers">How many paths, then draws, are worked on at a time.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Stops between evaluations.</param>
    /// <returns>What was found; null when no path gave an approximation.</returns>
    public static MultiPathfinderResult? Run(
        ILogDensity density,
        IReadOnlyList<ImmutableArray<double>> starts,
        int draws,
        ulong seed,
        Workers workers,
        PathfinderOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(workers);
        var paths = new PathfinderResult?[starts.Count];
        workers.Run(
            paths.Length,
            (path, _) =>
            {
                var own = new Rng(seed, StreamPurpose.Approximations, FirstStream + 1 + (ulong)path);
                paths[path] = Pathfinder.Run(density, starts[path].AsSpan(), ref own, Workers.One, options, cancellation);
            },
            cancellation);
        var found = paths.OfType<PathfinderResult>().ToArray();
        if (found.Length == 0)
        {
            return null;
        }

        var mixture = new MixtureDensity(found.Select(path => path.Normal));
        var rng = new Rng(seed, StreamPurpose.Approximations, FirstStream);
        var sample = ImportanceSample.Take(density, mixture, draws, ref rng, workers, cancellation);
        return new MultiPathfinderResult([.. paths], mixture, sample, draws + found.Sum(path => path.Evaluations));
    }
}
