using System.Collections.Immutable;
using System.Diagnostics;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Optimisation;
using Spikelihood.Inference.Parameters;
using Spikelihood.Inference.Starts;
using Spikelihood.Inference.Uncertainty;
using Spikelihood.Models.MesoGif;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting.Adam;
using Spikelihood.Studies.Identifiability;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Fitting;

/// <summary>Fits a study: many starts, distinct optima, standard errors.</summary>
/// <param name="study">The study.</param>
/// <param name="data">Its data.</param>
/// <param name="seed">Decides where the starts lie.</param>
/// <param name="workers">Threads; starts run side by side, each on one.</param>
/// <param name="memory">Keeps evaluations, so that a fit that was killed can go on; null for none.</param>
public sealed class FitRunner(StudyDescription study, StudyData data, ulong seed, Workers workers, EvaluationMemory? memory = null)
{
    private const string CentredMap =
        "Centred coordinates: w/delta_u, log tau_m, log delta_u, log tau_s, log(J_theta/(tau_theta delta_u)), log tau_theta and the log hazard at the data's mean state in place of c.";

    /// <summary>Starts that are so near to each other on the short data that they would climb all data alike.</summary>
    private static readonly OptimumClusters SamePlace = new() { ValueTolerance = 0.01, DistanceTolerance = 0.1 };

    /// <summary>What is fitted.</summary>
    public MesoGifProblem Problem { get; } = new(study, data, memory);

    /// <summary>Runs the fit.</summary>
    /// <param name="progress">Told of the finished fraction and what is going on.</param>
    /// <param name="cancellation">Stops; what is finished counts.</param>
    /// <exception cref="OperationCanceledException">When it was stopped before any start had ended on all data.</exception>
    /// <exception cref="FitFailedException">When no start reached a finite posterior.</exception>
    public FitRecord Run(Action<double, string>? progress = null, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        var full = Problem.OfAllData(Workers.One);
        var stages = FitStages.Plan(Problem, full, study.Fit.BurnIn, study.Fit.Iterations);
        var drawer = new StartDrawer(Problem, stages.Screen, seed);
        var starts = new ImmutableArray<double>[study.Fit.Starts];
        progress?.Invoke(0, "drawing starts");
        workers.Run(starts.Length, (index, _) => starts[index] = drawer.Draw(index, 0, data.Network.TimeStep), cancellation);
        var results = study.Fit.Stochastic is { } adam
            ? new AdamRunner(Problem, data, adam, study.Fit.Iterations, seed, workers).Run(starts, full, stages, progress, cancellation)
            : Climb(stages, drawer).Run(
                starts, step => progress?.Invoke(Fraction(step), $"{step.StageName}: {step.Finished} of {step.Starts} starts, best {step.Best:0.00}"), cancellation);
        var climbed = results.Where(result => result.OnFinalDensity && result.IsFinite).ToArray();
        if (climbed.All(result => result.End == OptimisationEnd.Cancelled))
        {
            cancellation.ThrowIfCancellationRequested();
        }

        if (climbed.MaxBy(result => result.Value) is not { } best)
        {
            throw new FitFailedException(
                $"{study.Name}: none of {starts.Length} starts reached a finite posterior; check the model's fixed values and the data, or give narrower priors.");
        }

        var clusters = study.Fit.Stochastic is { Polish: false } ? AdamRunner.Clusters : new OptimumClusters { Ridge = stages.Climbed };
        var optima = clusters.Group(results, position => Scaled(stages, position));
        progress?.Invoke(0.95, "standard errors");
        var uncertainty = Uncertainty(stages.Climbed, stages, best.Position.AsSpan());
        var record = new FitRecord
        {
            Study = study.Name,
            Method = study.Fit.Method,
            Version = typeof(FitRunner).Assembly.GetName().Version?.ToString(3) ?? "",
            Coordinates = full.WithPrior
                ? CentredMap + " The log posterior is the density of these coordinates, log-Jacobian included (up to constants), and the MAP is its mode."
                : CentredMap + " Prior and Jacobian take no part: the log posterior is the log-likelihood, and its maximum is the same in any coordinates.",
            Parameters = [.. Problem.Parameters.Parameters.Select(ParameterRecord.Of)],
            Best = Point(full, best.Position.AsSpan(), best.EvaluationsByStage.Sum()),
            Truth = data.Source is null ? null : Truth(full),
            TruthIsAverage = data.Source is { Heterogeneous: true },
            Starts = [.. results.Select(result => Describe(result, full, optima))],
            Optima = [.. optima.Select(optimum => new OptimumRecord(optimum.Value, optimum.Starts.Length, Named(optimum.Position.AsSpan())))],
            StandardErrors = StandardErrors(uncertainty),
            Correlation = uncertainty?.Correlation() is { } flat ? [.. flat.Chunk(Problem.Inferred.Length).Select(row => row.ToImmutableArray())] : null,
            Identifiability = IdentifiabilityAnalysis.Of(Problem, data, Natural(best.Position.AsSpan()), IdentifiabilityAnalysis.BestPoint, workers, CancellationToken.None),
            Seconds = clock.Elapsed.TotalSeconds,
            Warnings = [.. data.Notes, .. Warnings(best, results, uncertainty, cancellation.IsCancellationRequested)],
        };
        progress?.Invoke(1, "done");
        return record;
    }

    private MultiStart Climb(FitStages stages, StartDrawer drawer) => new(stages.Stages, workers)
    {
        Redraw = (index, draws) => drawer.Draw(index, draws, data.Network.TimeStep),
        Meeting = standing => SamePlace.Group(standing, position => Hessian.Measure(
            stages.Screen, position.AsSpan(), workers, HessianOptions.Rough(Problem.Scales)).Matrix),
    };

    /// <summary>The short stage takes little, the first on all data most, and the slow starts the rest.</summary>
    private static double Fraction(MultiStartProgress step)
    {
        var (from, to) = step.Stage switch { 0 => (0.05, 0.35), 1 => (0.35, 0.75), 2 => (0.75, 0.85), _ => (0.85, 0.95) };
        return from + (to - from) * step.Finished / step.Starts;
    }

    /// <summary>The shape of an optimum well enough to tell it from another: the cheap posterior's Hessian, for as much information as there is.</summary>
    private ImmutableArray<double> Scaled(FitStages stages, ImmutableArray<double> position)
    {
        var hessian = Hessian.Measure(stages.Screen, position.AsSpan(), workers, HessianOptions.Rough(Problem.Scales));
        return [.. hessian.Matrix.Select(entry => entry * stages.InformationRatio)];
    }

    private CovarianceEstimate? Uncertainty(Posterior climbed, FitStages stages, ReadOnlySpan<double> position)
    {
        // The cheap posterior tells the length of each coordinate, so that the expensive one need not be asked for it.
        var lengths = Problem.Scales;
        var rough = Scaled(stages, [.. position]);
        for (var i = 0; i < lengths.Length; i++)
        {
            var curvature = Math.Abs(rough[i * lengths.Length + i]);
            lengths[i] = curvature > 0 && double.IsFinite(curvature) ? Math.Min(lengths[i], 1 / Math.Sqrt(curvature)) : lengths[i];
        }

        var hessian = Hessian.Measure(climbed, position, workers, new HessianOptions { Scales = lengths });
        return hessian.IsFinite
            ? CovarianceEstimate.FromHessian(hessian.Matrix.AsSpan(), climbed.Dimension).Transform(Problem.Coordinates.Jacobian(position))
            : null;
    }

    private Dictionary<string, double?> StandardErrors(CovarianceEstimate? uncertainty)
    {
        var errors = uncertainty?.StandardErrors;
        return Problem.Parameters.Parameters
            .Select((parameter, i) => (parameter.Name, Error: errors is { } known && double.IsFinite(known[i]) ? known[i] : (double?)null))
            .ToDictionary(pair => pair.Name, pair => pair.Error);
    }

    private FitPoint Point(Posterior full, ReadOnlySpan<double> position, int evaluations)
    {
        var gradient = new double[position.Length];
        var parts = full.Parts(position, gradient);
        return new(Named(position), parts.Total, parts.LogLikelihood, Math.Sqrt(gradient.Sum(g => g * g)), evaluations);
    }

    private FitPoint Truth(Posterior full)
    {
        var natural = Problem.OwnValues();
        var position = new double[natural.Length];
        Problem.Coordinates.ToPosition(natural, position);
        return Point(full, position, 1) with { Parameters = Problem.Parameters.ToNames(natural) };
    }

    private double[] Natural(ReadOnlySpan<double> position)
    {
        var natural = new double[position.Length];
        Problem.Coordinates.ToNatural(position, natural);
        return natural;
    }

    private ImmutableSortedDictionary<string, double> Named(ReadOnlySpan<double> position) => Problem.Parameters.ToNames(Natural(position));

    private StartRecord Describe(StartResult result, Posterior full, ImmutableArray<Optimum> optima)
    {
        var optimum = optima.ToList().FindIndex(known => known.Starts.Contains(result.Index));
        return new()
        {
            Index = result.Index,
            Draws = result.Draws,
            MetStart = result.MetStart,
            LogPosterior = result.End == OptimisationEnd.NotFinite ? double.NaN
                : result.OnFinalDensity ? result.Value
                : full.Evaluate(result.Position.AsSpan(), new double[full.Dimension]),
            Converged = result.Converged,
            State = result.End.InWords(),
            Evaluations = result.FinalEvaluations,
            Optimum = optimum >= 0 ? optimum : null,
            Parameters = [.. Natural(result.Position.AsSpan())],
            Path = [.. result.Path.Select(point => new Runs.PathPoint(point.Evaluation, point.Value, [.. Natural(point.Position.AsSpan())]))],
        };
    }

    private IEnumerable<string> Warnings(StartResult best, ImmutableArray<StartResult> results, CovarianceEstimate? uncertainty, bool stopped)
    {
        if (stopped)
        {
            yield return "The fit was stopped before all starts had ended.";
        }

        if (!best.Converged)
        {
            yield return $"The best start did not converge ({best.End.InWords()}); its values are not an optimum. Give more iterations or starts.";
        }

        var near = results.Count(result => result.OnFinalDensity && result.IsFinite && best.Value - result.Value < 1);
        if (near < Math.Min(3, results.Length))
        {
            yield return $"Only {near} of {results.Length} starts ended within 1 nat of the best; another run with more starts may find a better optimum.";
        }

        if (uncertainty is null)
        {
            yield return "The posterior's curvature at the best point is not finite; there are no standard errors.";
        }
        else if (!uncertainty.IsPositiveDefinite)
        {
            var names = Problem.Parameters.Parameters.Where((_, i) => uncertainty.IsOpen[i]).Select(parameter => parameter.Name);
            yield return $"The data and the prior do not determine {string.Join(", ", names)}; fix one of them or give it a narrower prior.";
        }

        var fitted = Problem.Network(Natural(best.Position.AsSpan()));
        for (var i = 0; i < fitted.Populations.Length; i++)
        {
            var bins = data.Network.AgeBins!.Value[i];
            if (AgeWindow.IsOutgrown(fitted.Populations[i], fitted.TimeStep, bins))
            {
                yield return $"The adaptation of {fitted.Populations[i].Name} outgrew the window of {bins} age bins, in which it was fitted; give more age_bins and fit again.";
            }
        }
    }
}
