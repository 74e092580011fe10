using System.Diagnostics;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Parameters;
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
    private readonly SamplingPlan _plan = SamplingPlan.Of(study.Sample);
    private ScaledCoordinates? _coordinates;

    /// <summary>What is sampled: names, priors, coordinates.</summary>
    public MesoGifProblem Problem { get; } = new(study, data, memory);

    /// <summary>
    /// The posterior that is sampled: of all data, prior and log-Jacobian included, in <see cref="SamplerCoordinates"/>, with old cohorts merged
    /// where that saves time (within a thousandth of a nat in ten thousand steps).
    /// </summary>
    /// <param name="threads">Threads of one evaluation.</param>
    public Posterior Density(Workers threads) =>
        (Problem.OfAllDataMerged(threads) ?? Problem.OfAllData(threads)).In(_coordinates ??= SamplerCoordinates.Of(Problem));

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
        var modes = ModalSampler.Weighed(found);
        var summary = new SampleSummary(study, Problem, density, _plan);
        if (study.Sample.Method is SampleOptions.Nuts or SampleOptions.Hmc)
        {
            return summary.Of(fit, new ModalSampler(density, _plan, seed, workers).Run(modes, progress, cancellation), clock.Elapsed.TotalSeconds);
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
}
