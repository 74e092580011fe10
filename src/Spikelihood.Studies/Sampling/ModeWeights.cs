using System.Collections.Immutable;
using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Evidence;
using Spikelihood.Inference.Sampling;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Studies.Sampling;

/// <summary>
/// What share of the posterior each sampled mode has: the ratio of their evidences by bridge sampling, checked by a tempered sequential Monte Carlo of
/// the whole.
/// </summary>
/// <param name="density">The posterior.</param>
/// <param name="seed">The sampler's seed.</param>
/// <param name="workers">Threads.</param>
internal sealed class ModeWeights(ILogDensity density, ulong seed, Workers workers)
{
    /// <summary>Evaluations spent on bridging each mode.</summary>
    private const int ProposalDraws = 400;

    /// <summary>Weighs modes by their chains.</summary>
    /// <param name="modes">The sampled modes' chains.</param>
    /// <param name="cancellation">Stops between evaluations.</param>
    /// <returns>The parts of space, each mode's log evidence with its error, and the evaluations spent; null when draws do not allow it.</returns>
    public (NearestMode Parts, ImmutableArray<BridgeEstimate> Bridges)? Bridge(ImmutableArray<ImmutableArray<Chain>> modes, CancellationToken cancellation)
    {
        var normals = modes.Select(chains => MultivariateNormal.TryFit([.. chains.SelectMany(chain => chain.Draws).Select(state => state.Position)])).ToArray();
        if (normals.Contains(null))
        {
            return null;
        }

        var parts = new NearestMode([.. normals.Select(normal => normal!)]);
        var bridges = ImmutableArray.CreateBuilder<BridgeEstimate>(modes.Length);
        for (var mode = 0; mode < modes.Length; mode++)
        {
            var rng = new Rng(seed, StreamPurpose.Approximations, (ulong)mode);
            var options = new BridgeOptions { ProposalDraws = ProposalDraws, Region = parts.Of(mode) };
            if (BridgeSampling.Estimate(density, [.. modes[mode].Select(chain => chain.Draws)], ref rng, workers, options, cancellation) is not { } bridge)
            {
                return null;
            }

            bridges.Add(bridge);
        }

        return (parts, bridges.MoveToImmutable());
    }
}
