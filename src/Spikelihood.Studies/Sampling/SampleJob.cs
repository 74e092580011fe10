using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Prediction;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sampling.Files;

namespace Spikelihood.Studies.Sampling;

/// <summary>
/// A study's posterior from its file to a run folder: data, fit, chains, predictions. The report is written from the folder. Every evaluation of the
/// likelihood is kept as it is made, so work that was killed passes at once through what it had done, and ends with the same draws.
/// </summary>
public sealed class SampleJob
{
    private readonly StudyDescription _study;
    private readonly StudyData _data;
    private readonly RunFolder _run;
    private readonly ulong _seed;
    private readonly Workers _workers;
    private readonly Action<SampleStatus>? _progress;

    private SampleJob(StudyDescription study, StudyData data, RunFolder run, ulong seed, Workers workers, Action<SampleStatus>? progress) =>
        (_study, _data, _run, _seed, _workers, _progress) = (study, data, run, seed, workers, progress);

    /// <summary>Samples a study's posterior.</summary>
    /// <param name="subject">The study, and its fit where it has one.</param>
    /// <param name="run">Where everything goes. Draws of an earlier run are replaced once the new ones are whole.</param>
    /// <param name="seed">The job's seed; null for the study's own or, where that has none, the default.</param>
    /// <param name="workers">Threads; nothing depends on their number.</param>
    /// <param name="unfinished">What to do with an earlier run that did not end.</param>
    /// <param name="last">What else belongs to the run, done before it counts as complete; null for nothing.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="warn">Told, before the fit begins, what the user may want to change first.</param>
    /// <param name="cancellation">Stops; the same call goes on from there.</param>
    public static SampleRecord Run(
        SampleSubject subject,
        RunFolder run,
        ulong? seed,
        Workers workers,
        Unfinished unfinished,
        Action<RunFolder>? last = null,
        Action<SampleStatus>? progress = null,
        Action<string>? warn = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(workers);
        run.Require();
        var (study, data, jobSeed) = FitJob.Load(subject.Study, seed, workers, (_, what) => progress?.Invoke(new(what, 0)));
        using var checkpoint = Checkpoint.Open(run.Checkpoint, FitFingerprint.Of(study, data), unfinished);
        run.RemoveLeftovers();
        try
        {
            var record = new SampleJob(study, data, run, jobSeed, workers, progress).Run(subject.Fit, checkpoint, warn, cancellation);
            last?.Invoke(run);
            checkpoint.Complete();
            return record;
        }
        catch (FitFailedException)
        {
            // Going on would find nothing either.
            checkpoint.Complete();
            throw;
        }
    }

    private SampleRecord Run(FitRecord? fitted, Checkpoint checkpoint, Action<string>? warn, CancellationToken cancellation)
    {
        var fit = fitted ?? FitJob.Fit(
            _study, _data, _run, _seed, _workers, checkpoint, (fraction, what) => _progress?.Invoke(new($"fit: {what}", fraction)), warn, cancellation);
        if (fitted is not null && !Holds(fitted))
        {
            FitJob.Write(_run, _study, _data, fitted);
        }

        var sampleSeed = _study.Sample.Seed ?? _seed;
        var posterior = new SampleRunner(_study, _data, sampleSeed, _workers, new EvaluationMemory(checkpoint)).Run(fit, _progress, cancellation);
        var record = posterior.Record with { Seconds = checkpoint.Seconds };
        var predictive = new PosteriorPrediction(_study, _data, sampleSeed, _workers)
            .Run(posterior.Draws, progress: (fraction, what) => _progress?.Invoke(new(what, fraction)), cancellation: cancellation);
        Write(posterior with { Record = record }, predictive);
        return record;
    }

    /// <summary>Whether the folder has this fit already; another one's would not belong to the draws.</summary>
    private bool Holds(FitRecord fit) => File.Exists(_run.Fit) && File.ReadAllText(_run.Fit) == RunJson.Serialize(fit);

    private void Write(SampledPosterior posterior, PredictiveRecord predictive)
    {
        var draws = posterior.Draws;
        OutputFolder.Write(
            _run.Folder,
            [
                .. draws.Chains.Select((chain, index) => (
                    Path.GetFileName(_run.Chain(index + 1)),
                    (Action<string>)(path => CmdStanFile.Write(path, draws.Names, chain, Described(posterior, index))))),
                (Path.GetFileName(_run.Draws), path => NpzFile.Write(path, draws)),
                (Path.GetFileName(_run.PosteriorPredictive), path => RunJson.Write(predictive, path)),
                (Path.GetFileName(_run.Study), path => StudyFile.Write(path, _study)),
                (Path.GetFileName(_run.Sample), path => RunJson.Write(posterior.Record, path)),
            ],
            CancellationToken.None,
            [_run.Sample, _run.Draws, _run.PosteriorPredictive, _run.Report, .. _run.Chains()]);
    }

    private CmdStanRun Described(SampledPosterior posterior, int chain)
    {
        var options = SamplingPlan.Of(_study.Sample).Options with { Draws = posterior.Draws.DrawsPerChain };
        return new()
        {
            Model = _study.Name,
            Chain = chain + 1,
            Seed = _study.Sample.Seed ?? _seed,
            Options = options,
            Units = [.. posterior.Record.Priors.Select(parameter => parameter.Unit)],
            InverseMetric = posterior.Chains.IsEmpty ? [] : CmdStanRun.Invert(posterior.Chains[chain].Metric, options.Metric),
        };
    }
}
