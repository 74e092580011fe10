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
    /// <param name="run">Where everything goes. Nothing appears there before there is a fit, so a wrong input or a failure leaves no trace.</param>
    /// <param name="seed">The job's seed; null for the study's own or, where that has none, the default.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="progress">Told of the finished fraction and what is going on.</param>
    /// <param name="warn">Told, before the fit begins, what the user may want to change first.</param>
    /// <param name="cancellation">Stops: the fit of the starts that had ended is kept.</param>
    public static FitRecord Run(
        StudyDescription study,
        RunFolder run,
        ulong? seed,
        Workers workers,
        Action<double, string>? progress = null,
        Action<string>? warn = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(workers);
        run.Require();
        var jobSeed = seed ?? study.Fit.Seed ?? StudyDataLoader.DefaultSeed;
        progress?.Invoke(0, "reading the data");
        var data = StudyDataLoader.Load(study, jobSeed, workers);
        RequireEnough(study, data);
        var runner = new FitRunner(study, data, jobSeed, workers);
        if (warn is not null && DegeneracyWarning.Of(runner.Problem, data, workers, cancellation) is { } warning)
        {
            warn(warning);
        }

        var fit = runner.Run((fraction, what) => progress?.Invoke(ShareOfFit * fraction, what), cancellation);
        var fitted = runner.Problem.Network(runner.Problem.Parameters.FromNames(fit.Best.Parameters));
        run.Begin();
        StudyFile.Write(run.Study, AsRun(study, jobSeed));
        CountsFile.Write(run.Counts, data.Counts);
        SignalFile.Write(run.Stimulus, data.Stimulus);
        ModelFile.Write(run.FittedModel, new(ModelDescription.Mesoscopic, fitted));
        // Last, so that whoever finds a fit finds all that belongs to it.
        RunJson.Write(fit, run.Fit);
        cancellation.ThrowIfCancellationRequested();
        var predictive = new PredictionRunner(study, data, jobSeed, workers)
            .Run(fitted, (fraction, what) => progress?.Invoke(ShareOfFit + (1 - ShareOfFit) * fraction, what), cancellation);
        RunJson.Write(predictive, run.Predictive);
        return fit;
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
