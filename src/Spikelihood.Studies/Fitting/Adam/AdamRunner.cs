using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Optimisation;
using Spikelihood.Inference.Parameters;
using Spikelihood.Inference.Starts;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.MesoGif.Sequential;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;

namespace Spikelihood.Studies.Fitting.Adam;

/// <summary>Climbs from every start by mini-batches (docs/fitting.md) and says where each ended on the posterior of all data.</summary>
/// <param name="problem">What is fitted.</param>
/// <param name="data">The data.</param>
/// <param name="options">How.</param>
/// <param name="iterations">The most steps of a start; null for the usual limit.</param>
/// <param name="seed">Decides where batches begin.</param>
/// <param name="workers">Threads; starts run side by side, each on one.</param>
internal sealed class AdamRunner(MesoGifProblem problem, StudyData data, AdamFit options, int? iterations, ulong seed, Workers workers)
{
    private const int PathPoints = 200;

    /// <summary>Ends of mini-batches lie about an optimum, not in it: a few nats and standard deviations apart they may still be at one.</summary>
    public static OptimumClusters Clusters { get; } = new() { ValueTolerance = 5, DistanceTolerance = 4 };

    private readonly SequentialLikelihood _likelihood = new(data.Network, data.Counts, data.Stimulus, ProbabilityBounds.Smooth);

    /// <summary>Runs every start; what is finished counts when it is stopped.</summary>
    /// <param name="starts">Centred positions.</param>
    /// <param name="full">The posterior of all data.</param>
    /// <param name="stages">How the exact method climbs, for polishing.</param>
    /// <param name="progress">Told of the finished fraction.</param>
    /// <param name="cancellation">Ends the starts where they are.</param>
    public ImmutableArray<StartResult> Run(
        IReadOnlyList<ImmutableArray<double>> starts, Posterior full, FitStages stages, Action<double, string>? progress, CancellationToken cancellation)
    {
        var ascent = new StochasticAscentOptions
        {
            Adam = new() { LearningRate = options.LearningRate, MeanDecay = options.MeanDecay, SquareDecay = options.SquareDecay },
            Clip = options.Clip,
            Tolerance = options.Tolerance,
        };
        ascent = ascent with { MaxIterations = iterations ?? ascent.MaxIterations };
        var share = options.Polish ? 0.75 : 0.95;
        var report = new AdamProgress(starts.Count, ascent.MaxIterations, (fraction, what) => progress?.Invoke(share * fraction, what));
        var results = new StartResult[starts.Count];
        workers.Run(results.Length, (index, _) => results[index] = Climb(index, starts[index], full, ascent, report, cancellation), CancellationToken.None);
        return options.Polish ? Polish([.. results], stages, progress, cancellation) : [.. results];
    }

    /// <summary>Climbs on from the ends on all data.</summary>
    private ImmutableArray<StartResult> Polish(
        ImmutableArray<StartResult> ends, FitStages stages, Action<double, string>? progress, CancellationToken cancellation)
    {
        var exact = new MultiStart(stages.Stages[1..], workers).Run(
            [.. ends.Select(end => end.Position)], step => progress?.Invoke(0.75 + 0.2 * step.Finished / step.Starts, $"polish: {step.Finished} of {step.Starts} starts"), cancellation);
        return [.. ends.Zip(exact, (end, polished) => !polished.OnFinalDensity ? end : polished with
        {
            EvaluationsByStage = [.. end.EvaluationsByStage, .. polished.EvaluationsByStage],
            FinalEvaluations = end.FinalEvaluations + polished.FinalEvaluations,
            Path = [.. end.Path, .. polished.Path.Select(point => point with { Stage = point.Stage + 1, Evaluation = point.Evaluation + end.Last.Iteration })],
        })];
    }

    private StartResult Climb(
        int index, ImmutableArray<double> start, Posterior full, StochasticAscentOptions ascent, AdamProgress report, CancellationToken cancellation)
    {
        var coordinates = options.Coordinates == AdamFit.Centred ? (ICoordinates)problem.Coordinates : problem.Parameters;
        var scan = new SequentialScan(problem, data, options, _likelihood, coordinates, new Rng(seed, StreamPurpose.MiniBatches, (ulong)index));
        var path = new ThinnedPath(PathPoints);
        var result = new StochasticAscent(ascent).Climb(
            scan.Estimate, Mapped(start.AsSpan(), problem.Coordinates, coordinates), Note, cancellation);
        var end = Mapped(result.Position.AsSpan(), coordinates, problem.Coordinates);
        var gradient = new double[end.Length];
        var value = full.Evaluate(end, gradient);
        report.Finish(result.State.Steps, value);
        path.Add(new(0, result.State.Steps, value, [.. end]));
        return new()
        {
            Index = index,
            End = double.IsFinite(value) ? result.End : OptimisationEnd.NotFinite,
            Stage = 0,
            Last = new(
                result.State.Steps, 1, value, Math.Sqrt(gradient.Sum(slope => slope * slope)), gradient.Max(Math.Abs), double.PositiveInfinity, 0, [.. end]),
            OnFinalDensity = true,
            EvaluationsByStage = [result.State.Steps],
            FinalEvaluations = 1,
            Draws = 1,
            Path = path.ToImmutable(),
        };

        void Note(int step, double value, ImmutableArray<double> position)
        {
            report.Step();
            path.Add(new(0, step, value / scan.Share, [.. Mapped(position.AsSpan(), coordinates, problem.Coordinates)]));
        }
    }

    private static double[] Mapped(ReadOnlySpan<double> position, ICoordinates from, ICoordinates to)
    {
        if (ReferenceEquals(from, to))
        {
            return position.ToArray();
        }

        double[] natural = new double[position.Length], mapped = new double[position.Length];
        from.ToNatural(position, natural);
        to.ToPosition(natural, mapped);
        return mapped;
    }
}
