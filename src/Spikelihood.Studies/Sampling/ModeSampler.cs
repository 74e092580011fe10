using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Diagnostics;
using Spikelihood.Inference.Sampling;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Studies.Sampling;

/// <summary>
/// Samples one mode: chains that begin at draws of its normal approximation, with that as their first metric. Where it has none they begin at the top,
/// each for itself, with the prior's spread as their first metric: at a top gradients vanish and say nothing of units.
/// </summary>
/// <param name="density">The posterior in the sampler's coordinates.</param>
/// <param name="plan">How long, and when there is enough.</param>
/// <param name="seed">The sampler's seed.</param>
/// <param name="workers">Threads; chains run side by side.</param>
internal sealed class ModeSampler(Posterior density, SamplingPlan plan, ulong seed, Workers workers)
{
    /// <summary>A chain that began this many nats below the top would only spend its warm-up on the way.</summary>
    private const double LowestStart = 30;

    private const int Patience = 50;

    /// <summary>The chains of a mode.</summary>
    /// <param name="mode">The mode.</param>
    /// <param name="number">Its number, which chooses the random streams.</param>
    /// <param name="draws">The draws to take; null to go on until there are enough.</param>
    /// <param name="watch">Is told of every transition.</param>
    /// <param name="cancellation">Stops between transitions.</param>
    public ImmutableArray<Chain> Sample(Mode mode, int number, int? draws, ChainWatch watch, CancellationToken cancellation)
    {
        var first = number * plan.Chains;
        ImmutableArray<ImmutableArray<double>> starts = [.. Enumerable.Range(first, plan.Chains).Select(chain => Start(mode, chain, cancellation))];
        var runner = new ChainRunner(density, plan.Options with { Draws = draws ?? SamplingPlan.FirstDraws }, seed, workers);
        var chains = mode.Laplace is { } laplace
            ? runner.Continue(
                new SharedWarmup(density, plan.Options, seed, workers).Run(
                    starts, new DenseMetric(laplace.Normal.Covariance.AsSpan(), density.Dimension), watch.Note, first, cancellation),
                watch.Note, first, cancellation)
            : runner.Run(
                [.. starts.Select(start => new ChainStart(start, DiagonalMetric.Identity(density.Dimension)))], watch.Note, first, cancellation);
        var more = new ChainRunner(density, plan.Options with { Draws = SamplingPlan.MoreDraws }, seed, workers);
        while (draws is null && chains[0].Draws.Length < SamplingPlan.MostDraws && !IsEnough(chains))
        {
            chains = more.Continue(chains, watch.Note, first, cancellation);
        }

        return chains;
    }

    private ImmutableArray<double> Start(Mode mode, int chain, CancellationToken cancellation)
    {
        var rng = new Rng(seed, StreamPurpose.Chains, 2 * (ulong)chain);
        var position = new double[density.Dimension];
        var gradient = new double[density.Dimension];
        for (var tried = 0; mode.Laplace is { } laplace && tried < Patience; tried++)
        {
            cancellation.ThrowIfCancellationRequested();
            laplace.Normal.Draw(ref rng, position);
            if (density.Evaluate(position, gradient) > mode.LogDensity - LowestStart)
            {
                return [.. position];
            }
        }

        return mode.Top;
    }

    private bool IsEnough(ImmutableArray<Chain> chains)
    {
        var natural = NaturalDraws.Of(density, chains);
        return Enumerable.Range(0, density.Dimension).All(parameter =>
        {
            var found = Convergence.Of(natural.Of(parameter));
            return found.Rhat < SamplingPlan.Rhat && Math.Min(found.EssBulk, found.EssTail) >= plan.EffectiveDraws;
        });
    }
}
