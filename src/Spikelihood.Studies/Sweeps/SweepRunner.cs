using System.Collections.Concurrent;
using System.Collections.Immutable;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Sweeps;

/// <summary>
/// Fits every cell of a sweep. Cells run side by side, the longest first; threads that are left over when there are fewer cells than threads go into the
/// cells' fits. What a cell finds depends on nothing but its own study, data and the seed.
/// </summary>
/// <param name="study">A study with a sweep.</param>
/// <param name="seed">The job's seed: the starts of every cell's fit, and the data's when the study gives them none.</param>
/// <param name="workers">Threads.</param>
internal sealed class SweepRunner(StudyDescription study, ulong seed, Workers workers)
{
    /// <summary>Log posteriors of one point, worked out twice, nats.</summary>
    private const double SameHeight = 1e-6;

    private readonly ConcurrentDictionary<ulong, Lazy<DynamicsCheck>> _dynamics = new();

    /// <summary>Fits the cells that the log does not hold, and adds them to it.</summary>
    /// <param name="log">Finished cells.</param>
    /// <param name="progress">Told of the finished fraction.</param>
    /// <param name="cancellation">Stops; cells that ended are in the log.</param>
    /// <returns>All cells in their order, null where a fit found nothing.</returns>
    public ImmutableArray<CellRecord?> Run(RowLog<CellRecord> log, Action<double>? progress, CancellationToken cancellation)
    {
        var cells = SweepCell.Of(study.Sweep!);
        var records = new CellRecord?[cells.Length];
        var work = cells.Select(cell => (study.Fit.BurnIn + cell.Scored) / (cell.TimeStep * cell.TimeStep)).ToArray();
        int[] order = [.. Enumerable.Range(0, cells.Length).OrderByDescending(i => work[i] * cells[i].Infer.Targets.Length)];
        var inner = new Workers(Math.Max(1, workers.Count / cells.Length));
        var done = new double[cells.Length];
        var all = work.Sum();
        workers.Run(
            cells.Length,
            (place, _) =>
            {
                var i = order[place];
                records[i] = Run(cells[i], log, inner, fraction => Tell(i, fraction), cancellation);
                Tell(i, 1);
            },
            cancellation);
        return [.. records];

        void Tell(int cell, double fraction)
        {
            Volatile.Write(ref done[cell], fraction * work[cell]);
            progress?.Invoke(done.Sum() / all);
        }
    }

    private CellRecord? Run(SweepCell cell, RowLog<CellRecord> log, Workers threads, Action<double> progress, CancellationToken cancellation)
    {
        var own = cell.Study(study);
        var data = CellData.Load(cell, own, seed, threads);
        var key = CellKey.Of(own, data, seed, study.Sweep!.Trials);
        if (log.Find(key) is { } known)
        {
            // The label is not part of what a fit depends on.
            return known with { Set = cell.Infer.Label };
        }

        try
        {
            var runner = new FitRunner(own, data, seed, threads);
            var fit = runner.Run((fraction, _) => progress(fraction), cancellation);
            cancellation.ThrowIfCancellationRequested();
            var record = Record(cell, key, fit, data.Source is null ? null : (own.Data as SimulatedData)?.Seed ?? seed);
            record = study.Sweep.Trials > 0 ? WithDynamics(record, own, data, runner.Problem, threads, cancellation) : record;
            log.Add(record);
            return record;
        }
        catch (FitFailedException)
        {
            return null;
        }
    }

    private CellRecord WithDynamics(
        CellRecord record, StudyDescription own, StudyData data, MesoGifProblem problem, Workers threads, CancellationToken cancellation)
    {
        var trials = study.Sweep!.Trials;
        var check = _dynamics.GetOrAdd(record.Seed!.Value, _ => new(() => new DynamicsCheck(own, data, trials, seed, threads))).Value;
        return record with { Dynamics = check.Of(problem.Network(record.Best.AsSpan()), threads, cancellation), Ceiling = check.Ceiling };
    }

    private static CellRecord Record(SweepCell cell, string key, FitRecord fit, ulong? dataSeed)
    {
        ImmutableArray<string> names = [.. fit.Parameters.Select(parameter => parameter.Name)];
        return new()
        {
            Key = key,
            Set = cell.Infer.Label,
            Scored = cell.Scored,
            TimeStep = cell.TimeStep,
            Seed = dataSeed,
            Parameters = names,
            Truth = fit.Truth is { } truth ? [.. names.Select(name => truth.Parameters[name])] : [],
            Best = [.. names.Select(name => fit.Best.Parameters[name])],
            StandardErrors = [.. names.Select(name => fit.StandardErrors[name] ?? double.NaN)],
            LogPosterior = fit.Best.LogPosterior,
            TruthLogPosterior = fit.Truth?.LogPosterior,
            Converged = !fit.Optima.IsEmpty && fit.Optima[0].LogPosterior >= fit.Best.LogPosterior - SameHeight,
            Starts = [.. fit.Starts.Select(start => new CellStart(start.LogPosterior, start.State, start.Optimum == 0, start.Parameters))],
            Seconds = fit.Seconds,
        };
    }
}
