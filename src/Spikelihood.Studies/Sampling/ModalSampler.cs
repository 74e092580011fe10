using System.Collections.Immutable;
using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Evidence;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Fitting;

namespace Spikelihood.Studies.Sampling;

/// <summary>
/// Samples a posterior of one mode or several: chains at each mode that is more than a trifle, unless those of a heavier one visit it; shares from the
/// modes' evidences; and the chains combined by these.
/// </summary>
/// <param name="density">The posterior in the sampler's coordinates.</param>
/// <param name="plan">How long.</param>
/// <param name="seed">The sampler's seed.</param>
/// <param name="workers">Threads.</param>
internal sealed class ModalSampler(Posterior density, SamplingPlan plan, ulong seed, Workers workers)
{
    /// <summary>A mode with less than this share by Laplace's approximation is told of but not sampled.</summary>
    private const double LeastShare = 0.002;

    /// <summary>More modes than anyone would weigh.</summary>
    private const int MostModes = 5;

    /// <summary>The modes with their shares by Laplace's approximation, heaviest first.</summary>
    /// <exception cref="FitFailedException">When there is none.</exception>
    public static ImmutableArray<SampledMode> Weighed(ImmutableArray<Mode> modes)
    {
        if (modes.IsEmpty)
        {
            throw new FitFailedException("the posterior is finite at none of the fit's optima, so there is nowhere to sample from; give narrower priors.");
        }

        // Without curvature a mode is taken to be as wide as the highest that has one; one that is far below has no share either way.
        var reference = modes.FirstOrDefault(mode => mode.Laplace is not null)?.Laplace?.Normal.LogNormaliser ?? 0;
        var evidences = modes.Select(mode => mode.Laplace?.LogEvidence ?? mode.LogDensity + reference).ToArray();
        var largest = evidences.Max();
        var sum = evidences.Sum(evidence => Math.Exp(evidence - largest));
        return [.. modes
            .Select((mode, index) => new SampledMode(mode, Math.Exp(evidences[index] - largest) / sum))
            .OrderByDescending(mode => mode.LaplaceWeight)];
    }

    /// <summary>Samples every mode that has a share worth sampling.</summary>
    /// <param name="modes">The modes, heaviest first (<see cref="Weighed"/>).</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops between evaluations.</param>
    public SampledModes Run(ImmutableArray<SampledMode> modes, Action<SampleStatus>? progress, CancellationToken cancellation)
    {
        var sampler = new ModeSampler(density, plan, seed, workers);
        var weights = new ModeWeights(density, seed, workers);
        var done = modes.ToArray();
        var gradients = modes.Sum(mode => mode.Mode.Gradients);
        int? draws = plan.Draws;
        for (var number = 0; number < Math.Min(done.Length, MostModes) && (number == 0 || done[number].LaplaceWeight >= LeastShare); number++)
        {
            if (VisitedFrom(done, number) is { } visited)
            {
                done[number] = done[number] with { VisitedFrom = visited };
                continue;
            }

            var phase = number == 0 ? "sampling" : $"sampling mode {number + 1}";
            var chains = sampler.Sample(done[number].Mode, number, draws, new ChainWatch(density, plan, phase, progress), cancellation);
            gradients += chains.Sum(chain => chain.Gradients);
            done[number] = done[number] with { Chains = chains };
            draws ??= chains[0].Draws.Length;
        }

        int[] own = [.. Enumerable.Range(0, done.Length).Where(mode => !done[mode].Chains.IsEmpty)];
        NearestMode? parts = null;
        if (own.Length == 1)
        {
            done[own[0]] = done[own[0]] with { Weight = 1 };
        }
        else
        {
            progress?.Invoke(new("weighing the modes", 0.95));
            (parts, var spent) = weights.Weigh(done, own, cancellation);
            gradients += spent;
        }

        var combined = CombinedChains.Of([.. own.Select(mode => (done[mode].Chains, done[mode].Weight ?? 0))], parts, seed);
        return new([.. done], combined, gradients);
    }

    /// <summary>The mode whose chains go to and fro between it and mode <paramref name="number"/>, so that both are one.</summary>
    private static int? VisitedFrom(SampledMode[] modes, int number)
    {
        // A draw visits the mode whose approximation is higher there; a chain that only passed by does not count.
        const double LeastVisit = 0.02;
        if (modes[number].Mode.Laplace is not { } target)
        {
            return null;
        }

        for (var other = 0; other < number; other++)
        {
            if (!modes[other].Chains.IsEmpty && modes[other].Mode.Laplace is { } origin)
            {
                var visiting = modes[other].Chains.Count(chain =>
                    chain.Draws.Count(draw => Height(target, draw.Position) > Height(origin, draw.Position)) >= LeastVisit * chain.Draws.Length);
                if (2 * visiting >= modes[other].Chains.Length)
                {
                    return other;
                }
            }
        }

        return null;
    }

    /// <summary>The log density that a mode's normal approximation gives a position, nats.</summary>
    private static double Height(LaplaceApproximation mode, ImmutableArray<double> position) =>
        mode.LogDensityAtMode - 0.5 * mode.Normal.SquaredDistance(position.AsSpan());
}
