using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Models;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Prediction;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Fitting;

/// <summary>A study from its file to a run folder: data, fit, predictions. The report is written from the folder.</summary>
public static class FitJob
{
    private const double ShareOfFit = 0.9;

    /// <summary>Runs a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="run">Where everything goes; nothing is written before the fit has ended, so that a refused or failed one leaves no trace.</param>
    /// <param name="seed">The job's seed, or null for the default.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="progress">Told of the finished fraction and what is going on.</param>
    /// <param name="cancellation">Stops: the fit of the starts that had ended is kept.</param>
    public static FitRecord Run(
        StudyDescription study, RunFolder run, ulong? seed, Workers workers, Action<double, string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(workers);
        WritableFolder.Require(run.Folder);
        var jobSeed = seed ?? study.Fit.Seed ?? StudyDataLoader.DefaultSeed;
        progress?.Invoke(0, "reading the data");
        var data = StudyDataLoader.Load(study, jobSeed, workers);
        var runner = new FitRunner(study, data, jobSeed, workers);
        var fit = runner.Run((fraction, what) => progress?.Invoke(ShareOfFit * fraction, what), cancellation);
        run.Renew();
        StudyFile.Write(run.Study, AsRun(study, jobSeed));
        CountsFile.Write(run.Counts, data.Counts);
        SignalFile.Write(run.Stimulus, data.Stimulus);
        RunJson.Write(fit, run.Fit);
        var fitted = runner.Problem.Network(runner.Problem.Parameters.FromNames(fit.Best.Parameters));
        ModelFile.Write(run.FittedModel, new(ModelDescription.Mesoscopic, fitted));
        cancellation.ThrowIfCancellationRequested();
        var predictive = new PredictionRunner(study, data, jobSeed, workers)
            .Run(fitted, (fraction, what) => progress?.Invoke(ShareOfFit + (1 - ShareOfFit) * fraction, what), cancellation);
        RunJson.Write(predictive, run.Predictive);
        return fit;
    }

    /// <summary>Every seed is written down, so that the copy gives the same run whatever the job's seed.</summary>
    private static StudyDescription AsRun(StudyDescription study, ulong seed) => study with
    {
        Fit = study.Fit with { Seed = study.Fit.Seed ?? seed },
        Data = study.Data is SimulatedData { Seed: null } simulated ? simulated with { Seed = seed } : study.Data,
    };
}
