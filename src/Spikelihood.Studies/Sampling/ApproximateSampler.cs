using System.Collections.Immutable;
using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Evidence;
using Spikelihood.Inference.Optimisation;
using Spikelihood.Inference.Sampling;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;
using static System.FormattableString;

namespace Spikelihood.Studies.Sampling;

/// <summary>The methods that are not chains, over the same density: normal approximations with importance weights, and tempered sequential Monte Carlo.</summary>
/// <param name="density">The posterior.</param>
/// <param name="plan">How many draws.</param>
/// <param name="seed">The sampler's seed.</param>
/// <param name="workers">Threads.</param>
internal sealed class ApproximateSampler(Posterior density, SamplingPlan plan, ulong seed, Workers workers)
{
    /// <summary>Draws of all sets together, where the study names none.</summary>
    private const int UsualDraws = 1000;

    /// <summary>Paths of Pathfinder: from so many of the fit's starts.</summary>
    private const int Paths = 8;

    /// <summary>Fewer effective draws say little of a posterior's width, and nothing of its tails.</summary>
    private const int FewestEffective = 100;

    /// <summary>Degrees of freedom of the start of tempered Monte Carlo around each mode.</summary>
    private const double HeavyTails = 4;

    /// <summary>The share of particles that tempered Monte Carlo begins with at draws of the prior.</summary>
    private const double ShareOfPrior = 0.2;

    /// <summary>Standard error of tempered Monte Carlo's log evidence beyond which its islands do not describe one posterior, nats.</summary>
    private const double LargestEvidenceError = 1;

    private int Draws => plan.Draws is { } each ? (int)Math.Min((long)each * plan.Chains, SampleOptions.MostDraws) : UsualDraws;

    /// <summary>The normal distributions of the modes' curvatures, weighted by importance.</summary>
    public ApproximateDraws Laplace(ImmutableArray<SampledMode> modes, CancellationToken cancellation)
    {
        var known = modes.Where(mode => mode.Mode.Laplace is not null && mode.LaplaceWeight > 1e-6).ToArray();
        return known.Length == 0
            ? Nothing("the curvature at the mode is not that of a maximum, so there is no normal approximation")
            : Laplace(known, cancellation);
    }

    /// <summary>Normal approximations along the ways from the fit's starts, weighted by importance.</summary>
    public ApproximateDraws Pathfinder(FitRecord fit, CancellationToken cancellation)
    {
        ImmutableArray<double>[] starts = [.. fit.Starts.Where(start => !start.Path.IsEmpty).Take(Paths).Select(start =>
        {
            var position = new double[density.Dimension];
            density.Coordinates.ToPosition(start.Path[0].Parameters.AsSpan(), position);
            return ImmutableArray.Create(position);
        })];
        var options = new PathfinderOptions { Rule = new StoppingRule { MaxIterations = 200, DecrementTolerance = 1e-3 } };
        return MultiPathfinder.Run(density, starts, Draws, seed, workers, options, cancellation) is { Sample: { } sample } result
            ? Weighted(sample, result.Evaluations, $"{result.Paths.Count(path => path is not null)} of {starts.Length} paths gave an approximation.")
            : Nothing("no path from the fit's starts shows curvature of the right sign");
    }

    /// <summary>Particles carried from the modes and the prior to the posterior.</summary>
    public ApproximateDraws Smc(ImmutableArray<SampledMode> modes, Action<SampleStatus>? progress, CancellationToken cancellation)
    {
        var known = modes.Where(mode => mode.Mode.Laplace is not null && mode.LaplaceWeight > 1e-6).ToArray();
        var prior = new PriorDensity(density.Parameters, density.Coordinates);
        ImmutableArray<INormalisedDensity> parts = [prior, .. known.Select(mode => new MultivariateStudent(mode.Mode.Laplace!.Normal, HeavyTails))];
        double[] shares = [known.Length == 0 ? 1 : ShareOfPrior, .. known.Select(_ => (1 - ShareOfPrior) / known.Length)];
        var options = new TemperedSmcOptions { Modes = known.Length > 1 ? new([.. known.Select(mode => mode.Mode.Laplace!.Normal)]) : null };
        options = options with { Particles = Math.Max(options.Particles, (Draws + options.Islands - 1) / options.Islands * options.Islands) };
        var result = TemperedSmc.Run(
            density, new MixtureDensity(parts, shares), seed, workers, options, stage => progress?.Invoke(new("tempering", stage.Temperature)), cancellation);
        if (result is null)
        {
            return Nothing("the particles did not arrive at the posterior");
        }

        var taken = Resampling.Systematic([.. result.Particles.Select(particle => particle.Weight)], Draws, Offset());
        return new(
            [.. taken.Select(index => new ChainState(result.Particles[index].Position, result.Particles[index].LogDensity, []))],
            result.Gradients,
            result.LogEvidenceError <= LargestEvidenceError
                ? []
                : [
                    Invariant($"The islands of particles disagree: the log evidence is known to ± {result.LogEvidenceError:0.00} nats ")
                    + Invariant($"(should be {LargestEvidenceError:0} or less); use sample: {{method: nuts}}."),
                ],
            [Invariant($"Log evidence {result.LogEvidence:0.00} ± {result.LogEvidenceError:0.00} nats, in {result.Stages.Length} {(result.Stages.Length == 1 ? "temperature" : "temperatures")}.")]);
    }

    private ApproximateDraws Laplace(SampledMode[] modes, CancellationToken cancellation)
    {
        var mixture = new MixtureDensity(modes.Select(mode => mode.Mode.Laplace!.Normal), [.. modes.Select(mode => mode.LaplaceWeight)]);
        var rng = new Rng(seed, StreamPurpose.Approximations, 0);
        return ImportanceSample.Take(density, mixture, Draws, ref rng, workers, cancellation) is { } sample
            ? Weighted(sample, Draws, Invariant($"Laplace's log evidence of the heaviest mode is {modes.Max(mode => mode.Mode.Laplace!.LogEvidence):0.00}."))
            : Nothing("the posterior is finite at no draw of the approximation");
    }

    private ApproximateDraws Weighted(ImportanceSample sample, int gradients, string note)
    {
        var taken = sample.Smoothed.Resample(Draws, Offset());
        var shape = sample.Smoothed.Shape;
        return new(
            [.. taken.Select(index => new ChainState(sample.Draws[index], sample.LogDensities[index], []))],
            gradients,
            [.. Problems(sample)],
            [
                note,
                Invariant($"Importance weights: Pareto k {shape:0.00}, worth {sample.Smoothed.EffectiveDraws:0} of {Draws} draws; ")
                + Invariant($"log evidence {sample.LogEvidence:0.00} ± {sample.LogEvidenceError:0.00} nats."),
            ]);
    }

    private static IEnumerable<string> Problems(ImportanceSample sample)
    {
        var (shape, worth) = (sample.Smoothed.Shape, sample.Smoothed.EffectiveDraws);
        if (!sample.Smoothed.IsReliable)
        {
            yield return Invariant($"The approximation is not the posterior: the largest importance weights have Pareto k {shape:0.00} (should be below 0.7); ")
                + "use sample: {method: nuts}.";
        }

        if (worth < FewestEffective)
        {
            yield return Invariant($"Importance weights leave {worth:0} effective draws of {sample.Draws.Length} (should be {FewestEffective} or more); ")
                + "give more draws, or use sample: {method: nuts}.";
        }
    }

    /// <summary>Where the comb of a resampling begins.</summary>
    private double Offset() => new Rng(seed, StreamPurpose.Approximations, ulong.MaxValue - 1).NextDouble();

    private static ApproximateDraws Nothing(string why) => throw new FitFailedException($"{why}; use sample: {{method: nuts}}.");
}
