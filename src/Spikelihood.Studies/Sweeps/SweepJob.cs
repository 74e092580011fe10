using System.Collections.Immutable;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Sweeps;

/// <summary>A sweep from its study to a folder: every cell fitted, the cells summed up.</summary>
public static class SweepJob
{
    /// <summary>Runs a sweep, or what is left of it: cells that the folder holds from an earlier run of the same study and data are not fitted again.</summary>
    /// <param name="study">A study with a sweep.</param>
    /// <param name="folder">Where everything goes.</param>
    /// <param name="seed">The job's seed; null for the study's own or, where that has none, the default.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="progress">Told of the finished fraction.</param>
    /// <param name="cancellation">Stops; finished cells are kept.</param>
    /// <exception cref="InputException">When the study has no sweep, its data are wrong, or the folder cannot be used.</exception>
    /// <exception cref="FitFailedException">When no fit found anything.</exception>
    public static SweepRecord Run(
        StudyDescription study, SweepFolder folder, ulong? seed, Workers workers, Action<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(workers);
        if (study.Sweep is null)
        {
            throw new InputException($"{study.Name}: the study has no sweep; add for example sweep: {{scored: [2 s, 5 s], seeds: 10}}, or fit it with ./spikelihood fit.");
        }

        WritableFolder.Require(folder.Folder);
        cancellation.ThrowIfCancellationRequested();
        var jobSeed = seed ?? study.Fit.Seed ?? StudyDataLoader.DefaultSeed;
        // Before anything is written: wrong data leave no trace.
        var first = SweepCell.Of(study.Sweep)[0];
        CellData.Load(first, first.Study(study), jobSeed, workers);
        Directory.CreateDirectory(folder.Folder);
        ImmutableArray<CellRecord?> cells;
        using (var log = new RowLog<CellRecord>(folder.Cells, row => row.Key, "sweep"))
        {
            StudyFile.Write(folder.Study, study with { Fit = study.Fit with { Seed = jobSeed } });
            cells = new SweepRunner(study, jobSeed, workers).Run(log, progress, cancellation);
        }

        var record = Summarise(study.Name, jobSeed, cells);
        RunJson.Write(record, folder.Summary);
        return record;
    }

    /// <summary>The tables of a sweep.</summary>
    /// <param name="name">The study's name.</param>
    /// <param name="seed">The job's seed.</param>
    /// <param name="cells">All cells in their order; null where the fit found nothing.</param>
    public static SweepRecord Summarise(string name, ulong seed, ImmutableArray<CellRecord?> cells)
    {
        CellRecord[] found = [.. cells.OfType<CellRecord>()];
        if (found.Length == 0)
        {
            throw new FitFailedException(
                $"{name}: none of {cells.Length} fits reached a finite posterior; check the model's fixed values and the data, or give narrower priors.");
        }

        var groups = found.GroupBy(cell => (cell.Set, cell.Scored, cell.TimeStep)).Select(group => group.ToArray()).ToArray();
        var summaries = groups.Select(group => new SweepSummary(group)).ToArray();
        var finest = found.Min(cell => cell.TimeStep);
        CellRecord[] Finest(CellRecord one) => [.. found.Where(cell => cell.Set == one.Set && cell.Scored == one.Scored && cell.TimeStep == finest)];
        return new()
        {
            Study = name,
            Version = typeof(FitRunner).Assembly.GetName().Version?.ToString(3) ?? "",
            Seed = seed,
            Cells = cells.Length,
            Failed = cells.Length - found.Length,
            Fits = [.. summaries.Select(summary => summary.Fits)],
            Errors = [.. summaries.SelectMany(summary => summary.Errors())],
            Spread = [.. summaries.SelectMany(summary => summary.Spread())],
            Coverage = [.. summaries.SelectMany(summary => summary.Coverage())],
            Bias = found.Any(cell => cell.TimeStep != finest) ? [.. groups.Zip(summaries).SelectMany(pair => pair.Second.Bias(Finest(pair.First[0])))] : [],
            Dynamics = [.. summaries.SelectMany(summary => summary.Dynamics())],
        };
    }
}
