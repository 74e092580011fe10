using System.Collections.Immutable;
using MathNet.Numerics.Statistics;
using Spikelihood.Inference.Diagnostics;
using Spikelihood.Inference.Sampling;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Sampling.Posteriors;

/// <summary>Four chains on a reference posterior, from starts within half a unit of the origin: far outside most of them.</summary>
public sealed class ReferenceRun
{
    private ReferenceRun(ReferencePosterior posterior, ImmutableArray<Chain> chains)
    {
        Posterior = posterior;
        Chains = chains;
    }

    public ReferencePosterior Posterior { get; }

    public ImmutableArray<Chain> Chains { get; }

    public double SamplingGradients => Chains.Sum(chain => chain.Gradients - chain.WarmupGradients);

    public double WorstRhat => Posterior.Parameters.Max(parameter => Rhat.Rank(Draws(parameter)));

    public double WorstBulkEss => Posterior.Parameters.Min(parameter => EffectiveSampleSize.Bulk(Draws(parameter)));

    public double LowestEbfmi => Chains.Min(chain => EnergyExploration.Bfmi([.. chain.Transitions.Select(transition => transition.Energy)]));

    public static ReferenceRun Of(string name, SamplingOptions options, ulong seed = 1)
    {
        var posterior = ReferencePosterior.Named(name);
        var starts = Enumerable.Range(0, 4).Select(chain =>
        {
            var rng = new Rng(seed, StreamPurpose.Chains, 2 * (ulong)chain);
            var position = new double[posterior.Dimension];
            for (var i = 0; i < position.Length; i++)
            {
                position[i] = rng.NextDouble() - 0.5;
            }

            return new ChainStart(ImmutableArray.Create(position));
        });
        return new(posterior, new ChainRunner(posterior, options, seed, Workers.One).Run([.. starts]));
    }

    public double[][] Draws(string parameter)
    {
        var index = Array.IndexOf(Posterior.Parameters, parameter);
        return [.. Chains.Select(chain => chain.Draws.Select(draw => Posterior.Natural(draw.Position.AsSpan())[index]).ToArray())];
    }

    /// <summary>Means and standard deviations of every reported quantity lie within four of their standard errors of the exact ones.</summary>
    public void ShouldHaveTheExactMoments()
    {
        foreach (var parameter in Posterior.Parameters)
        {
            var draws = Draws(parameter);
            var (exactMean, exactSd) = Posterior.Exact(parameter);
            double[] pooled = [.. draws.SelectMany(chain => chain)];
            pooled.Average().ShouldBe(exactMean, 4 * MonteCarloError.Mean(draws), $"mean of {parameter}");
            ArrayStatistics.StandardDeviation(pooled).ShouldBe(exactSd, 4 * MonteCarloError.Sd(draws), $"sd of {parameter}");
        }

        WorstRhat.ShouldBeLessThan(1.01);
    }
}
