using System.Collections.Immutable;
using Spikelihood.Inference.Calibration;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sampling;
using Spikelihood.Studies.Sweeps;

namespace Spikelihood.Studies.Calibration;

/// <summary>
/// Simulation-based calibration of a study (Talts et al. 2018; Modrák et al. 2023): is the posterior of data that were simulated with values from
/// the prior right, on average over the prior?
/// </summary>
public static class CalibrationJob
{
    /// <summary>Quantiles of rates.</summary>
    private static readonly ImmutableArray<double> Shown = [0.05, 0.5, 0.95];

    /// <summary>Calibrates, or what is left of it: data sets that the folder holds from an earlier run of the same study are not sampled again.</summary>
    /// <param name="study">A study of simulated data.</param>
    /// <param name="folder">Where everything goes.</param>
    /// <param name="dataSets">How many data sets.</param>
    /// <param name="seed">The job's seed; null for the study's own or, where that has none, the default.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="sampler">What is calibrated.</param>
    /// <param name="unfinished">What to do with data sets of an earlier run.</param>
    /// <param name="progress">Told of the finished fraction.</param>
    /// <param name="cancellation">Stops; finished data sets are kept.</param>
    /// <exception cref="InputException">When the study cannot be calibrated, or the folder cannot be used.</exception>
    /// <exception cref="FitFailedException">When no data set had a posterior.</exception>
    public static CalibrationRecord Run(
        StudyDescription study,
        CalibrationFolder folder,
        int dataSets,
        ulong? seed,
        Workers workers,
        PosteriorSampler sampler,
        Unfinished unfinished = Unfinished.GoOn,
        Action<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(workers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dataSets);
        Require(study);
        WritableFolder.Require(folder.Folder);
        if (new RunFolder(folder.Folder) is { IsRun: true } run && !File.Exists(folder.DataSets))
        {
            throw new InputException(run.Folder, null, "holds a run, whose study and report a calibration would replace; name another --out");
        }

        cancellation.ThrowIfCancellationRequested();
        var jobSeed = seed ?? study.Fit.Seed ?? StudyDataLoader.DefaultSeed;
        study = study with { Fit = study.Fit with { Seed = jobSeed }, Sample = study.Sample with { Seed = null }, Sweep = null };
        var frame = StudyDataLoader.Load(study, jobSeed, workers);
        var runner = new CalibrationRunner(study, frame, sampler, jobSeed, workers);
        Directory.CreateDirectory(folder.Folder);
        if (unfinished == Unfinished.BeginAnew)
        {
            File.Delete(folder.DataSets);
        }

        ImmutableArray<CalibrationRow> rows;
        using (var log = new RowLog<CalibrationRow>(folder.DataSets, row => row.Key, "calibration"))
        {
            StudyFile.Write(folder.Study, study);
            rows = runner.Run(dataSets, log, progress, cancellation);
        }

        var record = Summarise(study, frame, jobSeed, rows);
        RunJson.Write(record, folder.Summary);
        return record;
    }

    private static void Require(StudyDescription study)
    {
        var wrong = study switch
        {
            { Data: not SimulatedData } => "only a study of simulated data can be calibrated, because each data set has true values of its own; "
                + "write data.simulate in place of the recording",
            { Fit.Method: FitOptions.MaximumLikelihood } =>
                "a calibration draws true values from the prior, but with fit.method: ml the prior takes no part; use map",
            { Data: SimulatedData { Microscopic: true }, Model.Network.IsHeterogeneous: true } =>
                "neurons that differ have no one true value to calibrate against; give their model plain numbers, or simulate at level: meso",
            { Sample: { Draws: { } draws } sample } when (sample.Chains ?? SamplingPlan.UsualChains) * (long)draws < CalibrationRunner.RankedDraws =>
                $"sample gives {(sample.Chains ?? SamplingPlan.UsualChains) * draws} draws, but the truth is ranked among {CalibrationRunner.RankedDraws}; "
                + "give more sample.draws",
            _ => null,
        };
        if (wrong is not null)
        {
            throw new InputException($"{study.Name}: {wrong}.");
        }
    }

    private static CalibrationRecord Summarise(StudyDescription study, StudyData frame, ulong seed, ImmutableArray<CalibrationRow> rows)
    {
        CalibrationRow[] ranked = [.. rows.Where(row => !row.Ranks.IsEmpty)];
        if (ranked.Length == 0)
        {
            throw new FitFailedException(
                $"{study.Name}: none of {rows.Length} data sets had a posterior that could be sampled; the first says: {rows[0].Problems.FirstOrDefault()}");
        }

        ImmutableArray<string> names = [.. new MesoGifProblem(study, frame).Parameters.Parameters.Select(parameter => parameter.Name)];
        var (limits, parameters, joint) = CalibrationSummary.Of(ranked, names, CalibrationRunner.RankedDraws);
        return new()
        {
            Study = study.Name,
            Method = study.Sample.Method,
            Version = typeof(CalibrationJob).Assembly.GetName().Version?.ToString(3) ?? "",
            Seed = seed,
            Level = frame.Source!.Microscopic ? "micro" : "meso",
            DataSets = rows.Length,
            RankedDraws = CalibrationRunner.RankedDraws,
            NotTrusted = ranked.Count(row => !row.Problems.IsEmpty),
            WithoutPosterior = rows.Length - ranked.Length,
            GradientEvaluations = rows.Sum(row => (long)row.GradientEvaluations),
            Seconds = rows.Sum(row => row.Seconds),
            Rates = frame.Network.Names.Select((name, i) => (name, Quantiles([.. rows.Select(row => row.Rates[i])]))).ToDictionary(),
            Limits = limits,
            Parameters = parameters,
            Joint = joint,
            Calibrated = parameters.Values.Concat(joint.Values).All(quantity => quantity.Verdict == CalibrationVerdict.Calibrated),
            Verdict = CalibrationSummary.Verdict(parameters, joint),
            Notes = [.. CalibrationNotes.Of(frame, rows)],
        };
    }

    private static ImmutableArray<double> Quantiles(double[] values) => [.. Shown.Select(level => SampleStatistics.Quantile(values, level))];
}
