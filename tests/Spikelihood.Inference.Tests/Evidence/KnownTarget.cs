using System.Collections.Immutable;
using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Sampling;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Evidence;

/// <summary>A density of known integral exp(logEvidence) from which exact draws, and chains of a known correlation, can be had; counts its evaluations.</summary>
public sealed class KnownTarget(INormalisedDensity shape, double logEvidence) : ILogDensity
{
    private int _evaluations;

    public int Dimension => shape.Dimension;

    public double LogEvidence => logEvidence;

    public int Evaluations => _evaluations;

    /// <summary>Correlated coordinates of very different scales.</summary>
    public static MultivariateNormal Normal(int dimension, double offset = 0, double spread = 1)
    {
        var rng = new Rng(7, StreamPurpose.Test, (ulong)dimension);
        var mean = new double[dimension];
        var rows = new double[dimension][];
        for (var i = 0; i < dimension; i++)
        {
            mean[i] = Math.Pow(10, i % 5 - 3) * (i + offset);
            rows[i] = [.. Enumerable.Range(0, dimension).Select(j => (i == j ? 1.5 : 0) + 0.5 * rng.NextNormal())];
        }

        var covariance = new double[dimension * dimension];
        for (var entry = 0; entry < covariance.Length; entry++)
        {
            int i = entry / dimension, j = entry % dimension;
            covariance[entry] = spread * spread * Math.Pow(10, i % 5 + j % 5 - 6) * rows[i].Zip(rows[j], (a, b) => a * b).Sum();
        }

        return MultivariateNormal.TryCreate(mean, covariance)!;
    }

    public double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        Interlocked.Increment(ref _evaluations);
        return logEvidence + shape.Evaluate(position, gradient);
    }

    /// <summary>Independent draws as the states of a chain.</summary>
    public ImmutableArray<ChainState> Chain(ref Rng rng, int draws)
    {
        var chain = ImmutableArray.CreateBuilder<ChainState>();
        for (var draw = 0; draw < draws; draw++)
        {
            var position = new double[Dimension];
            shape.Draw(ref rng, position);
            chain.Add(State(position));
        }

        return chain.ToImmutable();
    }

    /// <summary>A stationary chain of a normal target, each state correlated with the one before.</summary>
    public ImmutableArray<ChainState> Chain(ref Rng rng, int draws, double correlation)
    {
        var normal = (MultivariateNormal)shape;
        var chain = Chain(ref rng, draws).Select(state => state.Position.ToArray()).ToArray();
        var fresh = Math.Sqrt(1 - correlation * correlation);
        for (var t = 1; t < draws; t++)
        {
            for (var i = 0; i < Dimension; i++)
            {
                chain[t][i] = normal.Mean[i] + correlation * (chain[t - 1][i] - normal.Mean[i]) + fresh * (chain[t][i] - normal.Mean[i]);
            }
        }

        return [.. chain.Select(State)];
    }

    private ChainState State(double[] position)
    {
        var gradient = new double[Dimension];
        return new ChainState([.. position], logEvidence + shape.Evaluate(position, gradient), ImmutableArray.Create(gradient));
    }
}
