using System.Collections.Immutable;
using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Sampling;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Evidence;

/// <summary>
/// The normalising constant of a density from draws of it (Meng and Wong 1996, "Simulating ratios of normalizing constants via a simple identity"). A
/// proposal is fitted to the first half of every chain; the second halves and the proposal's own draws make the bridge.
/// </summary>
/// <remarks>
/// With several modes each is given its own constant: pass the draws of its chains and the <see cref="BridgeOptions.Region"/> that is its part of space
/// (<see cref="NearestMode"/>). Both samples are restricted to it: what a chain drew elsewhere is left out, and a proposal draw elsewhere counts as of density
/// zero, without being evaluated. The constants of parts that divide space add up to that of the whole.
/// </remarks>
public static class BridgeSampling
{
    /// <summary>Estimates the log of the integral over <paramref name="density"/>.</summary>
    /// <param name="density">The density; evaluated at the proposal's draws only.</param>
    /// <param name="chains">Draws of it, one list a chain, in the chain's order; their own log densities are taken as they stand.</param>
    /// <param name="rng">The random stream of the proposal's draws.</param>
    /// <param name="workers">How many of them are evaluated at a time.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Stops between evaluations.</param>
    /// <returns>The estimate; null when the draws inside the region are too few, or do not vary, so that no proposal can be fitted.</returns>
    public static BridgeEstimate? Estimate(
        ILogDensity density,
        IReadOnlyList<ImmutableArray<ChainState>> chains,
        ref Rng rng,
        Workers workers,
        BridgeOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(density);
        ArgumentNullException.ThrowIfNull(chains);
        options ??= new BridgeOptions();
        var inside = chains.Select(chain => Within(chain, options.Region)).ToArray();
        var forProposal = inside.SelectMany(chain => chain[..(chain.Length / 2)].Select(state => state.Position)).ToArray();
        ImmutableArray<ImmutableArray<ChainState>> onBridge = [.. inside.Select(chain => chain[(chain.Length / 2)..]).Where(chain => !chain.IsEmpty)];
        if (MultivariateNormal.TryFit(forProposal) is not { } normal)
        {
            return null;
        }

        INormalisedDensity proposal = options.DegreesOfFreedom is { } freedom ? new MultivariateStudent(normal, freedom) : normal;
        var count = options.ProposalDraws ?? onBridge.Sum(chain => chain.Length);
        var draws = EvaluatedDraws.Take(density, proposal, count, ref rng, options.Region, workers, cancellation);
        return Estimate(onBridge, draws, proposal);
    }

    private static ImmutableArray<ChainState> Within(ImmutableArray<ChainState> chain, Region? region) =>
        region is null ? chain : [.. chain.Where(state => region(state.Position.AsSpan()))];

    private static BridgeEstimate Estimate(ImmutableArray<ImmutableArray<ChainState>> chains, EvaluatedDraws draws, INormalisedDensity proposal)
    {
        var gradient = new double[proposal.Dimension];
        var ofPosterior = chains.Select(chain => chain.Select(state => state.LogDensity - proposal.Evaluate(state.Position.AsSpan(), gradient)).ToArray()).ToArray();
        var ofProposal = draws.LogDensities.Zip(draws.LogProposals, (p, q) => p - q).ToArray();
        var effective = EffectiveDraws(chains, proposal.Dimension);
        var bridge = new Bridge(ofPosterior, ofProposal, effective);
        var inside = ofProposal.Length == 0 ? 0 : (double)draws.Evaluations / ofProposal.Length;
        return new BridgeEstimate(bridge.LogConstant, bridge.Error, effective, draws.Evaluations, inside);
    }

    /// <summary>The median over coordinates of what the draws are worth; it only balances the bridge.</summary>
    private static double EffectiveDraws(ImmutableArray<ImmutableArray<ChainState>> chains, int dimension)
    {
        var times = Enumerable.Range(0, dimension)
            .Select(i => AutocorrelationTime.Of([.. chains.Select(chain => chain.Select(state => state.Position[i]).ToArray())]))
            .Order()
            .ToArray();
        return chains.Sum(chain => chain.Length) / times[dimension / 2];
    }
}
