using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Optimisation;
using Spikelihood.Inference.Starts;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Inference.Tests.Starts;

/// <summary>A quadratic hill at 0 in a plain where nothing can be computed, each sort of nothing in a direction of its own.</summary>
public class StartsWithoutValueTests
{
    private const double Edge = 3;

    private static readonly Formula Island = new(3, (x, gradient) =>
    {
        var value = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            value -= 0.5 * x[i] * x[i];
            gradient[i] = -x[i];
        }

        if (x[0] > Edge)
        {
            return double.NaN;
        }

        if (x[0] < -Edge)
        {
            gradient.Clear();
            return double.PositiveInfinity;
        }

        if (x[1] > Edge)
        {
            gradient.Fill(double.NaN);
            return double.NegativeInfinity;
        }

        if (x[1] < -Edge)
        {
            // The trap: higher than the hill, but without a direction.
            gradient[2] = double.NaN;
            return 1000;
        }

        if (x[2] > Edge)
        {
            gradient[1] = double.PositiveInfinity;
        }

        return x[2] < -Edge ? throw new InvalidOperationException("Nothing should lead here.") : value;
    });

    private static readonly ImmutableArray<double>[] Starts =
    [
        [1, 1, 1], [5, 0, 0], [-5, 0, 0], [0, 5, 0], [0, -5, 0], [0, 0, 5], [-2.9, 2.9, 2.9], [2.999, -2.999, 1], [double.NaN, 0, 0], [0, 0, 1e300],
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("L-BFGS", 1)]
    [InlineData("L-BFGS", 3)]
    [InlineData("surrogate", 1)]
    [InlineData("surrogate", 3)]
    public void Starts_without_a_value_end_as_such_and_the_others_go_on(string method, int threads)
    {
        IMaximiser maximiser = method == "L-BFGS"
            ? new Lbfgs(3)
            : new SurrogateScaledLbfgs(Island, 1, new double[] { 1, 1, 1 }, new LbfgsOptions { FirstStep = 5, LongestStep = 30 });
        var best = new List<double>();
        var results = new MultiStart(Stages(maximiser), new Workers(threads)).Run(Starts, progress => best.Add(progress.Best), Stop);
        foreach (var index in new[] { 1, 2, 3, 4, 5, 9 })
        {
            results[index].End.ShouldBe(OptimisationEnd.NotFinite, $"start {index}");
            results[index].IsFinite.ShouldBeFalse();
            results[index].Converged.ShouldBeFalse();
        }

        foreach (var index in new[] { 0, 6, 7 })
        {
            results[index].Converged.ShouldBeTrue($"start {index} ended {results[index].End}");
            results[index].Value.ShouldBe(0, 1e-3);
        }

        results[8].IsFinite.ShouldBeFalse();
        best.ShouldAllBe(value => value <= 0);
        var optimum = new OptimumClusters().Group(results, _ => [-1, 0, 0, 0, -1, 0, 0, 0, -1]).ShouldHaveSingleItem();
        optimum.Starts.ShouldBe([0, 6, 7]);
    }

    [Fact]
    public void When_no_start_has_a_value_there_is_no_best()
    {
        var results = new MultiStart(Stages(new Lbfgs(3)), Workers.One).Run(Starts[1..6], cancellation: Stop);
        results.ShouldAllBe(result => result.End == OptimisationEnd.NotFinite && !result.IsFinite);
        new OptimumClusters().Group(results, _ => throw new InvalidOperationException("There is no optimum.")).ShouldBeEmpty();
    }

    [Fact]
    public void A_curvature_that_cannot_be_measured_does_not_stop_a_climb()
    {
        // The stand-in has no value anywhere near, so its curvature is no help; the climb goes on without.
        var blind = new Formula(3, (_, gradient) =>
        {
            gradient.Fill(double.NaN);
            return double.NaN;
        });
        var climb = new SurrogateScaledLbfgs(blind, 1, new double[] { 1, 1, 1 }, new LbfgsOptions());
        climb.Maximise(Island, [1, -1, 2], new StoppingRule(), cancellation: Stop).End.ShouldBe(OptimisationEnd.Converged);
    }

    private static ImmutableArray<Stage> Stages(IMaximiser maximiser)
    {
        ILogDensity screen = new Formula(3, Island.Evaluate);
        return
        [
            new Stage { Name = "screen", Density = screen, Maximiser = new Lbfgs(3), Rule = new StoppingRule { MaxIterations = 2 }, DropBelowBest = 60 },
            new Stage { Name = "all", Density = Island, Maximiser = maximiser, Rule = new StoppingRule { MaxIterations = 20 }, DropBelowBest = 8 },
            new Stage { Name = "slow", Density = Island, Maximiser = maximiser },
        ];
    }
}
