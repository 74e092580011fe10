using System.Collections.Immutable;
using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Evidence;
using Spikelihood.Inference.Sampling;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Studies.Sampling;

/// <summary>
/// What share of the posterior each sampled mode has: the ratio of their evidences by bridge sampling, checked by a tempered sequential Monte
/// Carlo of the whole.
/// </summary>
/// <param name="density">The posterior.</param>
/// <param name="seed">The sampler's seed.</param>
/// <param name="workers">Threads.</param>
internal sealed class ModeWeights(ILogDensity density, ulong seed, Workers workers)
{
    /// <summary>Evaluations spent on bridging each mode.</summary>
    private const int ProposalDraws = 400;

    /// <summary>Particles of the check.</summary>
    private const int Particles = 256;

    /// <summary>Degrees of freedom of its start around each mode.</summary>
    private const double HeavyTails = 5;

    /// <summary>
    /// Writes the sampled modes' weights into them: Laplace's shares, with an infinite error, where there are too few draws for a bridge to any.
    /// </summary>
    /// <param name="modes">All modes; those that were sampled are given their weights.</param>
    /// <param name="sampled">The numbers of those, two or more.</param>
    /// <param name="cancellation">Stops between evaluations.</param>
    /// <returns>The parts of space that belong to the sampled modes, in their order, and the evaluations spent.</returns>
    public (NearestMode? Parts, int Evaluations) Weigh(SampledMode[] modes, IReadOnlyList<int> sampled, CancellationToken cancellation)
    {
        var normals = sampled.Select(mode => MultivariateNormal.TryFit(
            [.. modes[mode].Chains.SelectMany(chain => chain.Draws).Select(state => state.Position)])).ToArray();
        if (normals.Contains(null))
        {
            ByLaplace(modes, sampled);
            return (null, 0);
        }

        var parts = new NearestMode([.. normals.Select(normal => normal!)]);
        var bridges = sampled.Select((mode, index) => Bridge(modes[mode].Chains, parts, index, cancellation)).ToArray();
        var largest = bridges.Max(bridge => bridge?.LogEvidence ?? double.NegativeInfinity);
        if (!double.IsFinite(largest))
        {
            ByLaplace(modes, sampled);
            return (parts, bridges.Sum(bridge => bridge?.Evaluations ?? 0));
        }

        var sum = bridges.Sum(bridge => bridge is null ? 0 : Math.Exp(bridge.LogEvidence - largest));
        foreach (var (mode, bridge) in sampled.Zip(bridges))
        {
            modes[mode] = modes[mode] with
            {
                Weight = bridge is null ? 0 : Math.Exp(bridge.LogEvidence - largest) / sum,
                WeightError = bridge?.Error ?? double.PositiveInfinity,
            };
        }

        var check = Check(modes, sampled, [.. normals.Select(normal => normal!)], parts, cancellation);
        return (parts, bridges.Sum(bridge => bridge?.Evaluations ?? 0) + check);
    }

    /// <summary>Better than nothing, and told of as such by <see cref="ModeDoubts"/>.</summary>
    private static void ByLaplace(SampledMode[] modes, IReadOnlyList<int> sampled)
    {
        var sum = sampled.Sum(mode => modes[mode].LaplaceWeight);
        foreach (var mode in sampled)
        {
            modes[mode] = modes[mode] with { Weight = modes[mode].LaplaceWeight / sum, WeightError = double.PositiveInfinity };
        }
    }

    /// <summary>The other opinion: particles that begin in equal numbers around every mode, and are carried to the posterior.</summary>
    private int Check(
        SampledMode[] modes, IReadOnlyList<int> sampled, MultivariateNormal[] normals, NearestMode parts, CancellationToken cancellation)
    {
        var start = new MixtureDensity(normals.Select(normal => new MultivariateStudent(normal, HeavyTails)));
        var options = new TemperedSmcOptions { Particles = Particles, Moves = 1, Modes = parts };
        if (TemperedSmc.Run(density, start, seed, workers, options, null, cancellation) is not { } result)
        {
            return 0;
        }

        foreach (var (mode, share) in sampled.Zip(result.Shares))
        {
            modes[mode] = modes[mode] with { SmcWeight = share.Share };
        }

        return result.Gradients;
    }

    private BridgeEstimate? Bridge(ImmutableArray<Chain> chains, NearestMode parts, int mode, CancellationToken cancellation)
    {
        var rng = new Rng(seed, StreamPurpose.Approximations, (ulong)mode);
        var options = new BridgeOptions { ProposalDraws = ProposalDraws, Region = parts.Of(mode) };
        return BridgeSampling.Estimate(density, [.. chains.Select(chain => chain.Draws)], ref rng, workers, options, cancellation);
    }
}
