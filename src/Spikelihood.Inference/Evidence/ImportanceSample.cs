using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Evidence;

/// <summary>Draws of an approximation, weighted so that they stand for the density it approximates.</summary>
/// <param name="Draws">Positions.</param>
/// <param name="LogDensities">The target's log density at each, nats.</param>
/// <param name="LogRatios">log target - log proposal at each, nats.</param>
/// <param name="Smoothed">Their weights, with k̂, the judgement on the approximation.</param>
public sealed record ImportanceSample(
    ImmutableArray<ImmutableArray<double>> Draws, ImmutableArray<double> LogDensities, ImmutableArray<double> LogRatios, ParetoSmoothedWeights Smoothed)
{
    /// <summary>The log of the integral over the target, nats.</summary>
    public double LogEvidence => Smoothed.LogMeanRatio;

    /// <summary>Its standard error, nats; honest only when <see cref="ParetoSmoothedWeights.IsReliable"/>.</summary>
    public double LogEvidenceError => Smoothed.LogMeanRatioError;

    /// <summary>Draws from <paramref name="proposal"/> and evaluates <paramref name="target"/> there, draws side by side.</summary>
    /// <param name="target">What the draws shall stand for; one evaluation a draw.</param>
    /// <param name="proposal">What they are drawn from.</param>
    /// <param name="count">How many.</param>
    /// <param name="rng">The random stream.</param>
    /// <param name="workers">How many draws are evaluated at a time.</param>
    /// <param name="cancellation">Stops between draws.</param>
    /// <returns>The draws; null when the target is finite at none of them.</returns>
    public static ImportanceSample? Take(
        ILogDensity target, INormalisedDensity proposal, int count, ref Rng rng, Workers workers, CancellationToken cancellation = default)
    {
        var draws = EvaluatedDraws.Take(target, proposal, count, ref rng, null, workers, cancellation);
        return FromRatios(draws.Positions, draws.LogDensities, [.. draws.LogDensities.Zip(draws.LogProposals, (p, q) => p - q)]);
    }

    internal static ImportanceSample? FromRatios(
        ImmutableArray<ImmutableArray<double>> draws, ImmutableArray<double> logDensities, ImmutableArray<double> logRatios) =>
        logRatios.Any(double.IsFinite) ? new ImportanceSample(draws, logDensities, logRatios, ParetoSmoothedWeights.Of(logRatios.AsSpan())) : null;
}
