using System.Collections.Immutable;
using System.Diagnostics;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Evidence;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Sampling;

/// <summary>Samples the posterior of a study from the optima of its fit.</summary>
/// <param name="study">The study.</param>
/// <param name="data">Its data.</param>
/// <param name="seed">Decides everything random about the sampling.</param>
/// <param name="workers">Threads; the draws do not depend on their number.</param>
/// <param name="memory">Keeps evaluations, so that sampling that was killed can go on; null for none.</param>
public sealed class SampleRunner(StudyDescription study, StudyData data, ulong seed, Workers workers, EvaluationMemory? memory = null)
{
    /// <summary>A mode with less than this share by Laplace's approximation is told of but not sampled.</summary>
    private const double LeastShare = 0.002;

    /// <summary>More modes than anyone would weigh.</summary>
    private const int MostModes = 5;

    private readonly SamplingPlan _plan = SamplingPlan.Of(study.Sample);

    /// <summary>What is sampled: names, priors, coordinates.</summary>
    public MesoGifProblem Problem { get; } = new(study, data, memory);

    /// <summary>
    /// The posterior that is sampled: of all data, prior and log-Jacobian included, in the centred coordinates in units of the prior's spread, with old
    /// cohorts merged where that saves time (within a thousandth of a nat).
    /// </summary>
    /// <param name="threads">Threads of one evaluation.</param>
    public Posterior Density(Workers threads) => SamplerCoordinates.Of(Problem, Problem.OfAllDataMerged(threads) ?? Problem.OfAllData(threads));

    /// <summary>Samples.</summary>
    /// <param name="fit">The fit whose optima are where the chains begin.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops between evaluations.</param>
    public SampledPosterior Run(FitRecord fit, Action<SampleStatus>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var clock = Stopwatch.StartNew();

        // Chains run side by side on one thread each; where there are more cores than chains, each evaluation takes several.
        var density = Density(new Workers(Math.Max(1, workers.Count / _plan.Chains)));
        progress?.Invoke(new("measuring the modes", 0));
        var found = new ModeFinder(density, workers).Find(Optima(fit, density), cancellation);
        var modes = Weighed(found);
        var summary = new SampleSummary(study, Problem, density, _plan);
        if (study.Sample.Method is SampleOptions.Nuts or SampleOptions.Hmc)
        {
            return summary.Of(fit, Chains(density, modes, progress, cancellation), clock.Elapsed.TotalSeconds);
        }

        var sampler = new ApproximateSampler(density, _plan, seed, workers);
        var draws = study.Sample.Method switch
        {
            SampleOptions.Laplace => sampler.Laplace(modes, cancellation),
            SampleOptions.Pathfinder => sampler.Pathfinder(fit, cancellation),
            SampleOptions.Smc => sampler.Smc(modes, progress, cancellation),
            var unknown => throw new InvalidOperationException($"There is no method '{unknown}'."),
        };
        return summary.Of(fit, modes, draws, clock.Elapsed.TotalSeconds);
    }

    private static IReadOnlyList<(double[] Position, int Starts)> Optima(FitRecord fit, Posterior density)
    {
        // A fit that did not converge has no optimum, but a best point.
        var points = fit.Optima.IsEmpty
            ? [(fit.Best.Parameters, Starts: 0)]
            : fit.Optima.Select(optimum => (optimum.Parameters, optimum.Starts)).ToArray();
        return [.. points.Select(point =>
        {
            var position = new double[density.Dimension];
            density.Coordinates.ToPosition(density.Parameters.FromNames(point.Parameters), position);
            return (position, point.Starts);
        })];
    }

    /// <summary>The modes with their shares by Laplace's approximation, heaviest first.</summary>
    private static ImmutableArray<SampledMode> Weighed(ImmutableArray<Mode> modes)
    {
        // Without curvature a mode is taken to be as wide as the highest; one that is far below has no share either way.
        var reference = modes[0].Laplace is { } top ? top.LogEvidence - modes[0].LogDensity : 0;
        var evidences = modes.Select(mode => mode.Laplace?.LogEvidence ?? mode.LogDensity + reference).ToArray();
        var largest = evidences.Max();
        var sum = evidences.Sum(evidence => Math.Exp(evidence - largest));
        return [.. modes
            .Select((mode, index) => new SampledMode(mode, Math.Exp(evidences[index] - largest) / sum))
            .OrderByDescending(mode => mode.LaplaceWeight)];
    }

    private SampledModes Chains(Posterior density, ImmutableArray<SampledMode> modes, Action<SampleStatus>? progress, CancellationToken cancellation)
    {
        var sampler = new ModeSampler(density, _plan, seed, workers);
        var weights = new ModeWeights(density, seed, workers);
        var done = modes.ToArray();
        var gradients = modes.Sum(mode => mode.Mode.Gradients);
        int? draws = _plan.Draws;
        for (var number = 0; number < Math.Min(done.Length, MostModes) && (number == 0 || done[number].LaplaceWeight >= LeastShare); number++)
        {
            if (VisitedFrom(done, number) is { } visited)
            {
                done[number] = done[number] with { VisitedFrom = visited };
                continue;
            }

            var phase = number == 0 ? "sampling" : $"sampling mode {number + 1}";
            var chains = sampler.Sample(done[number].Mode, number, draws, new ChainWatch(density, _plan, phase, progress), cancellation);
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
        // In each mode's own measure; a chain that only passed by does not count.
        const double LeastVisit = 0.02;
        if (modes[number].Mode.Laplace is not { } target)
        {
            return null;
        }

        for (var other = 0; other < number; other++)
        {
            if (!modes[other].Chains.IsEmpty && modes[other].Mode.Laplace is { } origin)
            {
                var parts = new NearestMode([origin.Normal, target.Normal]);
                var visiting = modes[other].Chains.Count(chain =>
                    chain.Draws.Count(draw => parts.IndexOf(draw.Position.AsSpan()) == 1) >= LeastVisit * chain.Draws.Length);
                if (2 * visiting >= modes[other].Chains.Length)
                {
                    return other;
                }
            }
        }

        return null;
    }
}
