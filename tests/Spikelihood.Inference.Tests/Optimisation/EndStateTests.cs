using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Optimisation;
using Spikelihood.Inference.Tests.TestDensities;

namespace Spikelihood.Inference.Tests.Optimisation;

public class EndStateTests
{
    private static readonly Formula Ramp = new(2, (x, g) =>
    {
        (g[0], g[1]) = (1, 0);
        return x[0];
    });

    public static TheoryData<string> Methods() => ["L-BFGS", "trust region"];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_region_without_values_is_avoided(string method)
    {
        var fenced = Formula.Fenced(3);
        var result = Climb.With(Method(method, 3), fenced, [9, 0.01, 40]);
        result.End.ShouldBe(OptimisationEnd.Converged);
        Climb.Farthest(result.Position, 3).ShouldBeLessThan(0.02);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Infinite_values_and_gradients_are_avoided_too(string method)
    {
        var edges = new Formula(1, (x, g) =>
        {
            g[0] = x[0] > 2 ? double.NaN : -(x[0] - 1.9);
            return x[0] < -1 ? double.PositiveInfinity : -0.5 * (x[0] - 1.9) * (x[0] - 1.9);
        });
        var result = Climb.With(Method(method, 1), edges, [-0.9]);
        result.End.ShouldBe(OptimisationEnd.Converged);
        result.Position[0].ShouldBe(1.9, 1e-2);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_start_without_a_value_is_reported(string method)
    {
        var result = Climb.With(Method(method, 2), Formula.Fenced(2), [1, -1]);
        result.End.ShouldBe(OptimisationEnd.NotFinite);
        result.Info.Evaluations.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_plain_is_stationary_everywhere(string method)
    {
        var plain = new Formula(2, (_, g) =>
        {
            g.Clear();
            return -7;
        });
        Climb.With(Method(method, 2), plain, [1, 2]).End.ShouldBe(OptimisationEnd.Converged);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_maximum_at_infinity_ends_at_the_limit(string method)
    {
        var result = Climb.With(Method(method, 2), Ramp, [0, 0], new StoppingRule { MaxIterations = 30 });
        result.End.ShouldBe(OptimisationEnd.IterationLimit);
        result.Value.ShouldBeGreaterThan(100);
        result.Info.Iteration.ShouldBe(30);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Evaluations_are_limited(string method)
    {
        var start = Climb.Filled(20, -1.2);
        var result = Climb.With(Method(method, 20), new Rosenbrock(20), start, new StoppingRule { MaxEvaluations = 12 });
        result.End.ShouldBe(OptimisationEnd.IterationLimit);
        result.Info.Evaluations.ShouldBeInRange(12, 20);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_wrong_gradient_ends_as_a_failed_search(string method)
    {
        // The gradient points down: nothing along it rises.
        var liar = new Formula(2, (x, g) =>
        {
            (g[0], g[1]) = (5, 5);
            return -Math.Abs(x[0]) - Math.Abs(x[1]);
        });
        Climb.With(Method(method, 2), liar, [0, 0]).End.ShouldBe(OptimisationEnd.LineSearchFailed);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_run_can_be_abandoned_and_cancelled(string method)
    {
        var start = Climb.Filled(4, -1.2);
        var rule = new StoppingRule { Abandon = info => info.Iteration >= 3 && info.Value < -1e-3 };
        var result = Climb.With(Method(method, 4), new Rosenbrock(4), start, rule);
        result.End.ShouldBe(OptimisationEnd.Abandoned);
        result.Info.Iteration.ShouldBe(3);

        using var source = new CancellationTokenSource();
        var cancelled = Method(method, 4).Maximise(
            new Rosenbrock(4),
            start,
            new StoppingRule(),
            info =>
            {
                if (info.Iteration == 2)
                {
                    source.Cancel();
                }
            },
            source.Token);
        cancelled.End.ShouldBe(OptimisationEnd.Cancelled);
        cancelled.Info.Iteration.ShouldBe(2);
        double.IsFinite(cancelled.Value).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_run_in_two_pieces_is_the_run_in_one(string method)
    {
        var start = Climb.Filled(6, -1.2);
        var density = new Rosenbrock(6);
        var path = new List<IterationInfo>();
        var whole = Climb.With(Method(method, 6), density, start, onIteration: path.Add);
        path.Select(info => info.Iteration).ShouldBe(Enumerable.Range(0, whole.Info.Iteration + 1));
        path.Zip(path.Skip(1)).ShouldAllBe(pair => pair.Second.Value >= pair.First.Value);

        var piece = Climb.With(Method(method, 6), density, start, new StoppingRule { MaxIterations = 7 });
        piece.End.ShouldBe(OptimisationEnd.IterationLimit);
        var rest = Method(method, 6).Proceed(density, piece, new StoppingRule(), cancellation: TestContext.Current.CancellationToken);
        rest.Position.ShouldBe(whole.Position);
        rest.Info.Evaluations.ShouldBe(whole.Info.Evaluations);
    }

    [Fact]
    public void Every_end_state_has_words()
    {
        Enum.GetValues<OptimisationEnd>().Select(end => end.InWords()).Distinct().Count().ShouldBe(6);
        OptimisationEnd.LineSearchFailed.InWords().ShouldBe("line search failed");
    }

    private static IMaximiser Method(string name, int dimension) =>
        name == "L-BFGS" ? new Lbfgs(dimension) : new TrustRegionNewton(dimension, CurvatureFor(dimension), new TrustRegionOptions { LargestRadius = 1000 });

    /// <summary>Gauss-Newton where it is known from the dimension (the valley), otherwise a deliberately poor guess.</summary>
    private static ICurvature CurvatureFor(int dimension)
    {
        if (dimension >= 4)
        {
            return new Rosenbrock(dimension);
        }

        var identity = new double[dimension * dimension];
        for (var i = 0; i < dimension; i++)
        {
            identity[i * dimension + i] = dimension == 2 ? 1e-9 : 0.3;
        }

        return new FixedCurvature(identity);
    }
}
