using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Models;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Identifiability;
using Spikelihood.Studies.Prediction;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Fitting;

/// <summary>A study from its file to a run folder: data, fit, predictions. The report is written from the folder.</summary>
public static class FitJob
{
    private const double ShareOfFit = 0.9;

    /// <summary>Scored data, s, below which neither a fit nor its figures mean anything.</summary>
    private const double LeastScored = 0.1;

    /// <summary>Runs a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="run">
    /// Where everything goes. A wrong input or a failure leaves no trace there. What is finished of a fit that is stopped or killed lies in the
    /// checkpoint, from which the same call goes on, to the same result to the last bit.
    /// </param>
    /// <param name="seed">The job's seed; null for the study's own or, where that has none, the default.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="progress">Told of the finished fraction and what is going on.</param>
    /// <param name="cancellation">Stops: the fit of the starts that had ended is kept.</param>
    public static FitRecord Run(
        StudyDescription study, RunFolder run, ulong? seed, Workers workers, Action<double, string>? progress = null, CancellationToken cancellation = default) =>
        Run(study, run, seed, workers, Unfinished.GoOn, null, progress, null, cancellation);

    /// <summary>Runs a study, whatever was there before.</summary>
    /// <param name="study">The study.</param>
    /// <param name="run">Where everything goes.</param>
    /// <param name="seed">The job's seed; null for the study's own or, where that has none, the default.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="unfinished">What to do with an earlier run that did not end.</param>
    /// <param name="last">What else belongs to the run, done before it counts as complete; null for nothing.</param>
    /// <param name="progress">Told of the finished fraction and what is going on.</param>
    /// <param name="warn">Told, before the fit begins, what the user may want to change first.</param>
    /// <param name="cancellation">Stops: the fit of the starts that had ended is kept.</param>
    public static FitRecord Run(
        StudyDescription study,
        RunFolder run,
        ulong? seed,
        Workers workers,
        Unfinished unfinished,
        Action<RunFolder>? last,
        Action<double, string>? progress = null,
        Action<string>? warn = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(workers);
        run.Require();
        var (asRun, data, jobSeed) = Load(study, seed, workers, progress);
        using var checkpoint = Checkpoint.Open(run.Checkpoint, FitFingerprint.Of(asRun, data), unfinished);
        run.RemoveLeftovers();
        try
        {
            var fit = Fit(asRun, data, run, jobSeed, workers, checkpoint, (fraction, what) => progress?.Invoke(ShareOfFit * fraction, what), warn, cancellation);
            Predict(asRun, data, run, fit, jobSeed, workers, (fraction, what) => progress?.Invoke(ShareOfFit + (1 - ShareOfFit) * fraction, what), cancellation);
            last?.Invoke(run);
            checkpoint.Complete();
            return fit;
        }
        catch (FitFailedException)
        {
            // Going on would find nothing either.
            checkpoint.Complete();
            throw;
        }
    }

    /// <summary>A study's data, the study as it is run (every seed written down) and its seed.</summary>
    internal static (StudyDescription Study, StudyData Data, ulong Seed) Load(
        StudyDescription study, ulong? seed, Workers workers, Action<double, string>? progress)
    {
        var jobSeed = seed ?? study.Fit.Seed ?? StudyDataLoader.DefaultSeed;
        progress?.Invoke(0, "reading the data");
        var data = StudyDataLoader.Load(study, jobSeed, workers);
        RequireEnough(study, data);
        return (AsRun(study, jobSeed), data, jobSeed);
    }

    /// <summary>The fit, within work whose checkpoint is open, and its files.</summary>
    internal static FitRecord Fit(
        StudyDescription study,
        StudyData data,
        RunFolder run,
        ulong seed,
        Workers workers,
        Checkpoint checkpoint,
        Action<double, string>? progress,
        Action<string>? warn,
        CancellationToken cancellation)
    {
        var runner = new FitRunner(study, data, seed, workers, new EvaluationMemory(checkpoint));
        if (warn is not null && DegeneracyWarning.Of(runner.Problem, data, workers, cancellation) is { } warning)
        {
            warn(warning);
        }

        var fit = runner.Run(progress, cancellation) with { Seconds = checkpoint.Seconds };
        Write(run, study, data, fit);
        cancellation.ThrowIfCancellationRequested();
        return fit;
    }

    /// <summary>Simulates the model at a fit's best point beside the data.</summary>
    internal static void Predict(
        StudyDescription study,
        StudyData data,
        RunFolder run,
        FitRecord fit,
        ulong seed,
        Workers workers,
        Action<double, string>? progress,
        CancellationToken cancellation)
    {
        var predictive = new PredictionRunner(study, data, seed, workers).Run(Fitted(study, data, fit), progress, cancellation);
        RunJson.Write(predictive, run.Predictive);
    }

    private static GifNetwork Fitted(StudyDescription study, StudyData data, FitRecord fit)
    {
        var problem = new MesoGifProblem(study, data);
        return problem.Network(problem.Parameters.FromNames(fit.Best.Parameters));
    }

    /// <summary>Writes what a fit found, and what it found it from.</summary>
    internal static void Write(RunFolder run, StudyDescription study, StudyData data, FitRecord fit)
    {
        var fitted = Fitted(study, data, fit);
        // An earlier run's findings would not belong to these. The fit comes last, so that whoever finds one finds all that belongs to it.
        OutputFolder.Write(
            run.Folder,
            [
                (Path.GetFileName(run.Study), path => StudyFile.Write(path, study)),
                (Path.GetFileName(run.Counts), path => CountsFile.Write(path, data.Counts)),
                (Path.GetFileName(run.Stimulus), path => SignalFile.Write(path, data.Stimulus)),
                (Path.GetFileName(run.FittedModel), path => ModelFile.Write(path, new(ModelDescription.Mesoscopic, fitted))),
                (Path.GetFileName(run.Fit), path => RunJson.Write(fit, path)),
            ],
            CancellationToken.None,
            [run.Fit, run.Predictive, run.Report, run.Sample, run.Draws, run.PosteriorPredictive, .. run.Chains()]);
    }

    private static void RequireEnough(StudyDescription study, StudyData data)
    {
        var scored = (data.Counts.Steps - data.From) * data.Network.TimeStep;
        if (scored < LeastScored - 1e-9)
        {
            throw new InputException(FormattableString.Invariant(
                $"{study.Name}: after the burn-in of {study.Fit.BurnIn:0.###} s only {scored:0.#####} s of data are left, and a fit needs {LeastScored} s; shorten fit.burn_in or give more data."));
        }
    }

    /// <summary>Every seed is written down, so that the copy alone gives the same run.</summary>
    private static StudyDescription AsRun(StudyDescription study, ulong seed) => study with
    {
        Fit = study.Fit with { Seed = seed },
        Data = study.Data is SimulatedData { Seed: null } simulated ? simulated with { Seed = seed } : study.Data,
    };
}
