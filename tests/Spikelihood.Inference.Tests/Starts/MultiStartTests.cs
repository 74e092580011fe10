using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Optimisation;
using Spikelihood.Inference.Starts;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Inference.Uncertainty;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Starts;

public class MultiStartTests
{
    private static readonly TwoHills Hills = new(3, 0.9);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Distinct_optima_are_found_and_counted()
    {
        var starts = RandomStarts(40, 3, 3);
        var results = new MultiStart([new Stage { Name = "all", Density = Hills, Maximiser = new Lbfgs(3) }], new Workers(2)).Run(starts, cancellation: Stop);
        results.ShouldAllBe(result => result.Converged);
        var optima = Group(results, Hills);
        optima.Length.ShouldBe(2);
        optima[0].Position[0].ShouldBe(4, 1e-2);
        optima[1].Position[0].ShouldBe(-4, 1e-2);
        (optima[0].Value - optima[1].Value).ShouldBe(Math.Log(9), 1e-4);
        optima.Sum(optimum => optimum.Starts.Length).ShouldBe(40);

        // A start belongs to the hill on whose side it ended.
        optima[0].Starts.ShouldBe(results.Where(result => result.Position[0] > 0).Select(result => result.Index));
        optima[1].Starts.Length.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Equal_optima_at_different_places_stay_apart()
    {
        var even = new TwoHills(2, 0.5);
        var results = new MultiStart([new Stage { Name = "all", Density = even, Maximiser = new Lbfgs(2) }], Workers.One)
            .Run([[3.0, 1.0], [-2.0, 0.5], [5.0, -1.0]], cancellation: Stop);
        var optima = Group(results, even);
        optima.Length.ShouldBe(2);
        optima.SelectMany(optimum => optimum.Starts).Order().ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void Ends_along_a_ridge_are_one_optimum_and_ends_beyond_a_valley_are_not()
    {
        // The Hessian claims that the ridge is narrow, as that of a piece of the data may.
        static ImmutableArray<double> Misled(ImmutableArray<double> position) => [-1e4, 0, 0, -1e4];
        var ridge = new Quadratic([1e-3, 1e-3], [0, 0]);
        var ends = new MultiStart([new Stage { Name = "all", Density = ridge, Maximiser = new Lbfgs(2), Rule = new StoppingRule { DecrementTolerance = 1, GradientTolerance = 1 } }], Workers.One)
            .Run([[0.0, 0.0], [0.0, 1.0], [0.0, -2.0]], cancellation: Stop);
        new OptimumClusters().Group(ends, Misled).Length.ShouldBe(3);
        new OptimumClusters { Ridge = ridge }.Group(ends, Misled).Length.ShouldBe(1);
        var hills = new TwoHills(2, 0.5);
        var apart = new MultiStart([new Stage { Name = "all", Density = hills, Maximiser = new Lbfgs(2) }], Workers.One)
            .Run([[3.0, 1.0], [-2.0, 0.5]], cancellation: Stop);
        new OptimumClusters { Ridge = hills }.Group(apart, position => Hessian.Measure(hills, position.AsSpan(), Workers.One, cancellation: Stop).Matrix).Length.ShouldBe(2);
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        var one = Run(Workers.One);
        var four = Run(new Workers(4));
        for (var index = 0; index < one.Length; index++)
        {
            four[index].Index.ShouldBe(index);
            four[index].End.ShouldBe(one[index].End);
            four[index].Position.ShouldBe(one[index].Position);
            four[index].EvaluationsByStage.ShouldBe(one[index].EvaluationsByStage);
            four[index].Path.Length.ShouldBe(one[index].Path.Length);
        }

        static ImmutableArray<StartResult> Run(Workers workers) => new MultiStart(ThreeStages(), workers).Run(RandomStarts(25, 3, 6), cancellation: Stop);
    }

    [Fact]
    public void Hopeless_starts_are_drawn_again_until_they_have_a_prospect_or_patience_ends()
    {
        var starts = RandomStarts(25, 3, 6);
        var spare = RandomStarts(100, 3, 8);
        var without = new MultiStart(ThreeStages(), Workers.One).Run(starts, cancellation: Stop);
        var asked = new List<(int Index, int Draws)>();
        var results = new MultiStart(ThreeStages(), Workers.One) { Redraw = Draw }.Run(starts, cancellation: Stop);
        results.Count(result => result.Converged).ShouldBeGreaterThan(without.Count(result => result.Converged));
        asked.ShouldNotBeEmpty();
        asked.ShouldAllBe(request => request.Draws >= 1 && request.Draws <= 3);
        foreach (var result in results)
        {
            result.Draws.ShouldBe(1 + asked.Count(request => request.Index == result.Index));
            (result.Converged || result.Draws == 4 || result.Stage > 0).ShouldBeTrue();
            if (result.Draws == 1)
            {
                result.Path[0].Position.ShouldBe(starts[result.Index]);
            }
            else
            {
                result.Path[0].Position.ShouldBe(spare[result.Index * 4 + result.Draws - 1]);
                result.EvaluationsByStage[0].ShouldBeGreaterThan(without[result.Index].EvaluationsByStage[0]);
            }
        }

        ImmutableArray<double> Draw(int index, int draws)
        {
            asked.Add((index, draws));
            return spare[index * 4 + draws];
        }
    }

    [Fact]
    public void Starts_that_meet_on_the_first_density_go_on_as_one()
    {
        var starts = RandomStarts(25, 3, 6);
        var first = new TwoHills(3, 0.7);
        ImmutableArray<Stage> stages =
        [
            new Stage { Name = "rough", Density = first, Maximiser = new Lbfgs(3) }, new Stage { Name = "full", Density = Hills, Maximiser = new Lbfgs(3) },
        ];
        var apart = new MultiStart(stages, Workers.One).Run(starts, cancellation: Stop);
        var together = new MultiStart(stages, new Workers(3))
        {
            Meeting = standing => new OptimumClusters { ValueTolerance = 0.01, DistanceTolerance = 0.1 }
                .Group(standing, position => Hessian.Measure(first, position.AsSpan(), Workers.One).Matrix),
        }.Run(starts, cancellation: Stop);
        together.Count(result => result.MetStart is not null).ShouldBeGreaterThan(10);
        together.Sum(result => result.FinalEvaluations).ShouldBeLessThan(apart.Sum(result => result.FinalEvaluations) / 3);
        for (var index = 0; index < starts.Length; index++)
        {
            var (own, shared) = (apart[index], together[index]);
            (shared.Index, shared.End, shared.EvaluationsByStage[0]).ShouldBe((index, own.End, own.EvaluationsByStage[0]));
            shared.Value.ShouldBe(own.Value, 1e-3);
            shared.Path[0].Position.ShouldBe(starts[index]);
            if (shared.MetStart is { } leader)
            {
                shared.Position.ShouldBe(together[leader].Position);
                together[leader].MetStart.ShouldBeNull();
                shared.FinalEvaluations.ShouldBe(0);
            }
        }
    }

    [Fact]
    public void Hopeless_starts_are_dropped_between_stages_and_cost_nothing_more()
    {
        var results = new MultiStart(ThreeStages(), Workers.One).Run(RandomStarts(25, 3, 6), cancellation: Stop);
        var dropped = results.Where(result => result.End == OptimisationEnd.Abandoned).ToArray();
        dropped.Length.ShouldBeInRange(1, 20);
        dropped.ShouldAllBe(result => !result.Converged && result.EvaluationsByStage.Length == result.Stage + 1 && result.Stage < 2);
        var kept = results.Where(result => result.Converged).ToArray();
        kept.Length.ShouldBe(25 - dropped.Length);
        kept.ShouldAllBe(result => result.Stage == 2 && result.EvaluationsByStage.Length == 3);

        // The best of those dropped was no better than the worst of those kept, in the stage that judged.
        var firstDropped = dropped.Where(result => result.Stage == 0).Max(result => result.Value);
        var firstKept = results.Where(result => result.Stage > 0).Min(result => result.Path.Last(point => point.Stage == 0).Value);
        firstDropped.ShouldBeLessThanOrEqualTo(firstKept);
    }

    [Fact]
    public void A_stage_with_the_same_density_and_method_goes_on_where_the_last_stopped()
    {
        var density = new Rosenbrock(4);
        var method = new Lbfgs(4);
        var start = ImmutableArray.Create(-1.2, 1, -1.2, 1);
        var whole = Climb(density, method, start);
        var stages = new[] { 5, 9, 500 }.Select(limit => new Stage
        {
            Name = $"{limit}",
            Density = density,
            Maximiser = method,
            Rule = new StoppingRule { MaxIterations = limit },
        });
        var pieces = new MultiStart([.. stages], Workers.One).Run([start], cancellation: Stop)[0];
        pieces.Position.ShouldBe(whole.Position);
        pieces.FinalEvaluations.ShouldBe(whole.Info.Evaluations);
        pieces.EvaluationsByStage.Sum().ShouldBe(whole.Info.Evaluations);

        static OptimisationResult Climb(ILogDensity density, IMaximiser method, ImmutableArray<double> start) =>
            method.Maximise(density, start.AsSpan(), new StoppingRule(), cancellation: Stop);
    }

    [Fact]
    public void A_start_that_converged_on_the_final_density_is_a_finding_and_never_dropped()
    {
        var method = new Lbfgs(3);
        Stage[] stages =
        [
            new() { Name = "most", Density = Hills, Maximiser = method, DropBelowBest = 0.5, Rule = new StoppingRule { MaxIterations = 200 } },
            new() { Name = "rest", Density = Hills, Maximiser = method },
        ];
        var results = new MultiStart([.. stages], Workers.One).Run([[3.0, 0, 0], [-3.0, 0, 0]], cancellation: Stop);
        results.ShouldAllBe(result => result.Converged);
    }

    [Fact]
    public void Starts_without_a_value_are_reported_and_do_not_disturb_the_others()
    {
        var fenced = Formula.Fenced(2);
        var results = new MultiStart([new Stage { Name = "all", Density = fenced, Maximiser = new Lbfgs(2) }], Workers.One)
            .Run([[1.0, -1.0], [1.0, 2.0]], cancellation: Stop);
        results[0].End.ShouldBe(OptimisationEnd.NotFinite);
        results[1].Converged.ShouldBeTrue();
        Group(results, fenced).ShouldHaveSingleItem().Starts.ShouldBe([1]);
    }

    [Fact]
    public void Paths_are_thinned_but_keep_both_ends()
    {
        var start = ImmutableArray.CreateRange(Enumerable.Repeat(-1.2, 20));
        var stage = new Stage { Name = "all", Density = new Rosenbrock(20), Maximiser = new Lbfgs(20) };
        var result = new MultiStart([stage], Workers.One) { PathPoints = 10 }.Run([start], cancellation: Stop)[0];
        result.Last.Iteration.ShouldBeGreaterThan(40);
        result.Path.Length.ShouldBeInRange(5, 11);
        result.Path[0].Position.ShouldBe(start);
        result.Path[^1].Position.ShouldBe(result.Position);
        result.Path[^1].Evaluation.ShouldBe(result.EvaluationsByStage.Sum());
        result.Path.Select(point => point.Evaluation).ShouldBeInOrder();
    }

    [Fact]
    public void Progress_counts_every_start_of_every_stage()
    {
        var seen = new List<MultiStartProgress>();
        var results = new MultiStart(ThreeStages(), new Workers(3)).Run(RandomStarts(12, 3, 6), seen.Add, Stop);
        seen.Count.ShouldBe(results.Sum(result => result.EvaluationsByStage.Length));
        seen[^1].Finished.ShouldBe(seen[^1].Starts);
        seen[^1].Evaluations.ShouldBe(results.Sum(result => result.EvaluationsByStage.Sum()));
        seen[^1].Best.ShouldBe(results.Where(result => result.OnFinalDensity).Max(result => result.Value));
    }

    [Fact]
    public void Cancellation_keeps_what_is_finished()
    {
        using var source = new CancellationTokenSource();
        var finished = 0;
        var results = new MultiStart([new Stage { Name = "all", Density = Hills, Maximiser = new Lbfgs(3) }], Workers.One).Run(
            RandomStarts(10, 3, 3),
            _ =>
            {
                if (++finished == 4)
                {
                    source.Cancel();
                }
            },
            source.Token);
        results.Length.ShouldBe(10);
        results.Count(result => result.Converged).ShouldBe(4);
        results.Count(result => result.End == OptimisationEnd.Cancelled).ShouldBe(6);
    }

    [Fact]
    public void Cancellation_keeps_what_had_converged_on_the_final_density_before_the_last_stage()
    {
        using var source = new CancellationTokenSource();
        var finished = 0;
        var results = new MultiStart(
            [
                new Stage { Name = "all", Density = Hills, Maximiser = new Lbfgs(3) },
                new Stage { Name = "the slow ones", Density = Hills, Maximiser = new Lbfgs(3) },
            ],
            Workers.One).Run(
            RandomStarts(10, 3, 3),
            _ =>
            {
                if (++finished == 4)
                {
                    source.Cancel();
                }
            },
            source.Token);
        results.Count(result => result.Converged).ShouldBe(4);
        results.Count(result => result.End == OptimisationEnd.Cancelled).ShouldBe(6);
    }

    /// <summary>A smoothed, cheap landscape first; then two stages on the real one.</summary>
    private static ImmutableArray<Stage> ThreeStages()
    {
        var method = new Lbfgs(3);
        return
        [
            new Stage
            {
                Name = "rough", Density = new TwoHills(3, 0.7), Maximiser = method, Rule = new StoppingRule { MaxIterations = 1 }, DropBelowBest = 3,
            },
            new Stage { Name = "short", Density = Hills, Maximiser = method, Rule = new StoppingRule { MaxIterations = 1 }, KeepShare = 0.8, KeepAtLeast = 3 },
            new Stage { Name = "full", Density = Hills, Maximiser = method },
        ];
    }

    private static ImmutableArray<Optimum> Group(IEnumerable<StartResult> results, ILogDensity density) => new OptimumClusters().Group(
        results, position => Hessian.Measure(density, position.AsSpan(), Workers.One, cancellation: Stop).Matrix);

    private static ImmutableArray<double>[] RandomStarts(int count, int dimension, double spread) =>
    [
        .. Enumerable.Range(0, count).Select(index =>
        {
            var rng = new Rng(9, StreamPurpose.Starts, (ulong)index);
            var start = new double[dimension];
            for (var i = 0; i < dimension; i++)
            {
                start[i] = spread * rng.NextNormal();
            }

            return ImmutableArray.Create(start);
        }),
    ];
}
