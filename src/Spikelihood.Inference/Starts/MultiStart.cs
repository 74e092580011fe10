using System.Collections.Immutable;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Inference.Starts;

/// <summary>
/// Climbs from many starts in parallel, in stages. All starts finish a stage before any is judged, so what is dropped, and every
/// result, depends on the starts alone and not on how many threads ran or which was first.
/// </summary>
/// <param name="stages">Cheap ones first; the last one's density is the one that counts.</param>
/// <param name="workers">How many starts run at a time.</param>
public sealed class MultiStart(ImmutableArray<Stage> stages, Workers workers)
{
    /// <summary>At most about so many points of every path are kept.</summary>
    public int PathPoints { get; init; } = 60;

    /// <summary>
    /// Draws another start, given its number and how many were drawn before, in the stead of one that the first stage showed to be hopeless: cheap
    /// evaluations are spent so that dear ones are not wasted. Null keeps hopeless starts as they are.
    /// </summary>
    public Func<int, int, ImmutableArray<double>>? Redraw { get; init; }

    /// <summary>At most so many starts of one number are drawn.</summary>
    public int MostDraws { get; init; } = 4;

    /// <summary>Runs every start through the stages. Cancellation ends the running starts as cancelled and returns what there is.</summary>
    /// <param name="starts">Positions to start from.</param>
    /// <param name="progress">Told whenever a start finishes a stage; one call at a time.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>One result a start, in the order of the starts.</returns>
    public ImmutableArray<StartResult> Run(
        IReadOnlyList<ImmutableArray<double>> starts, Action<MultiStartProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(starts);
        if (stages.IsDefaultOrEmpty)
        {
            throw new InvalidOperationException("An optimisation needs at least one stage.");
        }

        var final = stages[^1];
        var runs = starts.Select((start, index) => new StartRun(index, start, PathPoints)).ToArray();
        for (var number = 0; number < stages.Length; number++)
        {
            var stage = stages[number];
            var active = runs.Where(run => run.Settled is null).ToArray();
            if (cancellation.IsCancellationRequested)
            {
                Array.ForEach(active, run => run.Cancel(final));
                break;
            }

            RunStage(stage, number, active, runs, progress, cancellation);
            if (!ReferenceEquals(stage, final) && !cancellation.IsCancellationRequested)
            {
                Select(stage, final, active);
            }

            if (number == 0 && stages.Length > 1)
            {
                RedrawHopeless(runs, progress, cancellation);
            }
        }

        return [.. runs.Select(run => run.ToResult(final))];
    }

    private void RedrawHopeless(StartRun[] runs, Action<MultiStartProgress>? progress, CancellationToken cancellation)
    {
        for (var draws = 1; Redraw is not null && draws < MostDraws && !cancellation.IsCancellationRequested; draws++)
        {
            var hopeless = runs.Where(run => run.IsHopeless).ToArray();
            if (hopeless.Length == 0)
            {
                return;
            }

            foreach (var run in hopeless)
            {
                runs[run.Index] = new(run.Index, Redraw(run.Index, run.Draws), PathPoints, run);
            }

            RunStage(stages[0], 0, [.. hopeless.Select(run => runs[run.Index])], runs, progress, cancellation);
            if (!cancellation.IsCancellationRequested)
            {
                // The best may be a new one, so all are judged again.
                Select(stages[0], stages[^1], runs);
            }
        }
    }

    private void RunStage(
        Stage stage, int number, StartRun[] active, StartRun[] all, Action<MultiStartProgress>? progress, CancellationToken cancellation)
    {
        var gate = new Lock();
        var finished = 0;
        var best = double.NegativeInfinity;
        var evaluations = all.Sum(run => run.Evaluations);
        // The token goes to the starts, each of which ends as cancelled with what it has; raising here would lose them.
        workers.Run(active.Length, Climb, CancellationToken.None);

        void Climb(int item, int worker)
        {
            var run = active[item];
            var before = run.Evaluations;
            run.Run(stage, number, stages[^1], cancellation);
            if (progress is null)
            {
                return;
            }

            lock (gate)
            {
                finished++;
                best = Math.Max(best, run.Value);
                evaluations += run.Evaluations - before;
                progress(new MultiStartProgress(number, stages.Length, stage.Name, finished, active.Length, best, evaluations));
            }
        }
    }

    /// <summary>Drops the starts that are hopelessly behind. Equal values go by the start's number, so that the choice is one.</summary>
    private static void Select(Stage stage, Stage final, StartRun[] active)
    {
        var ranked = active.Where(run => run.Settled is null).OrderByDescending(run => run.Value).ThenBy(run => run.Index).ToArray();
        var places = Math.Max(stage.KeepAtLeast, (int)Math.Ceiling(stage.KeepShare * active.Length));
        for (var rank = stage.KeepAtLeast; rank < ranked.Length; rank++)
        {
            var behind = ranked[0].Value - ranked[rank].Value;
            if ((rank >= places || behind > stage.DropBelowBest) && !ranked[rank].IsFinished(final))
            {
                ranked[rank].Drop();
            }
        }
    }
}
