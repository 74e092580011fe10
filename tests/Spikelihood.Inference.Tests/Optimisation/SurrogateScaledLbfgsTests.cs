using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Optimisation;
using Spikelihood.Inference.Tests.TestDensities;

namespace Spikelihood.Inference.Tests.Optimisation;

public class SurrogateScaledLbfgsTests
{
    private const int Valley = 20;
    private static readonly LbfgsOptions FarReaching = new() { FirstStep = 1e9, LongestStep = 1e9 };

    /// <summary>A valley that takes far more than one round of 50 evaluations.</summary>
    private static double[] ValleyStart => [.. Enumerable.Range(0, Valley).Select(i => i % 2 == 0 ? -1.2 : 1.0)];

    [Theory]
    [InlineData(1e3)]
    [InlineData(1e6)]
    public void With_a_tenth_of_the_information_the_shape_is_known_at_once(double condition)
    {
        const int Dimension = 14;
        var density = Quadratic.WithCondition(condition, Dimension);
        var tenth = new Formula(Dimension, (position, gradient) =>
        {
            var value = density.Evaluate(position, gradient);
            for (var i = 0; i < gradient.Length; i++)
            {
                gradient[i] *= 0.1;
            }

            return 0.1 * value;
        });
        var result = Climb.With(Method(tenth, 10, FarReaching), density, Climb.Filled(Dimension, 3));
        var plain = Climb.With(new Lbfgs(Dimension), density, Climb.Filled(Dimension, 3));
        result.End.ShouldBe(OptimisationEnd.Converged);
        result.Value.ShouldBe(0, 1e-6);
        // One step lands there; the rest makes sure.
        result.State.Evaluations.ShouldBeLessThan(12);
        result.State.Evaluations.ShouldBeLessThan(plain.State.Evaluations / 4);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(100)]
    public void A_ratio_that_is_wrong_a_hundredfold_costs_some_evaluations_and_nothing_else(double wrong)
    {
        var density = Quadratic.WithCondition(1e4, 6);
        var result = Climb.With(Method(density, wrong, FarReaching), density, Climb.Filled(6, 3));
        result.End.ShouldBe(OptimisationEnd.Converged);
        result.Value.ShouldBe(0, 1e-4);
        result.State.Evaluations.ShouldBeLessThan(150);
    }

    [Fact]
    public void Without_a_curvature_to_measure_it_is_plain_scaled_Lbfgs()
    {
        var density = Quadratic.WithCondition(1e4, 6);
        var blind = new Formula(6, (_, gradient) =>
        {
            gradient.Fill(double.NaN);
            return double.NaN;
        });
        var result = Climb.With(Method(blind, 1, FarReaching), density, Climb.Filled(6, 3));
        result.End.ShouldBe(OptimisationEnd.Converged);
        result.Value.ShouldBe(0, 1e-4);
        result.State.Evaluations.ShouldBeLessThan(100);
    }

    [Fact]
    public void Curvature_beyond_all_measure_is_survived()
    {
        // A kink under the finite differences looks like this.
        var kinked = new Quadratic([1e-9, 1, 1e18, 1e25], [0, 0, 0, 0]);
        var density = Quadratic.WithCondition(100, 4);
        var result = Climb.With(Method(kinked, 10, new LbfgsOptions()), density, Climb.Filled(4, 3), new StoppingRule { MaxEvaluations = 200 });
        result.End.ShouldBeOneOf(OptimisationEnd.Converged, OptimisationEnd.IterationLimit);
        result.Value.ShouldBeGreaterThan(density.Evaluate(Climb.Filled(4, 3), new double[4]));
    }

    [Fact]
    public void Evaluations_and_iterations_add_up_over_the_rounds()
    {
        var density = Counted();
        var told = new List<IterationInfo>();
        var result = Climb.With(Rough(), density, ValleyStart, onIteration: told.Add);
        result.End.ShouldBe(OptimisationEnd.Converged);
        density.Evaluations.ShouldBeGreaterThan(60);
        result.State.Evaluations.ShouldBe(density.Evaluations);
        result.Info.Evaluations.ShouldBe(density.Evaluations);
        result.Info.Iteration.ShouldBe(result.State.Iteration);
        told[^1].ShouldBe(result.Info);
        told.Select(info => info.Evaluations).ShouldBe(told.Select(info => info.Evaluations).Order());
        told.Select(info => info.Iteration).ShouldBe(told.Select(info => info.Iteration).Order());
        told.Select(info => info.Value).ShouldBe(told.Select(info => info.Value).Order());
    }

    [Fact]
    public void Limits_hold_over_all_rounds()
    {
        var density = Counted();
        var spent = Climb.With(Rough(), density, ValleyStart, new StoppingRule { MaxEvaluations = 60 });
        spent.End.ShouldBe(OptimisationEnd.IterationLimit);
        density.Evaluations.ShouldBe(spent.State.Evaluations);
        // The last iteration may need a few evaluations more.
        spent.State.Evaluations.ShouldBeInRange(60, 70);

        var steps = Climb.With(Rough(), Counted(), ValleyStart, new StoppingRule { MaxIterations = 52 });
        steps.End.ShouldBe(OptimisationEnd.IterationLimit);
        steps.State.Iteration.ShouldBe(52);
    }

    [Fact]
    public void Abandonment_is_judged_by_what_the_whole_run_has_spent()
    {
        var result = Climb.With(Rough(), Counted(), ValleyStart, new StoppingRule { Abandon = info => info.Evaluations >= 58 });
        result.End.ShouldBe(OptimisationEnd.Abandoned);
        result.State.Evaluations.ShouldBeInRange(58, 68);
    }

    [Fact]
    public void A_run_that_goes_on_counts_on_and_has_new_limits()
    {
        var density = Counted();
        var rule = new StoppingRule { MaxEvaluations = 20 };
        var first = Climb.With(Rough(), density, ValleyStart, rule);
        var second = Rough().Proceed(density, first, rule, cancellation: TestContext.Current.CancellationToken);
        second.State.Evaluations.ShouldBe(density.Evaluations);
        second.State.Evaluations.ShouldBeInRange(40, 60);
        second.State.Iteration.ShouldBeGreaterThan(first.State.Iteration);
        second.Value.ShouldBeGreaterThan(first.Value);
    }

    [Fact]
    public void A_stopped_run_keeps_what_it_has()
    {
        using var stop = new CancellationTokenSource();
        var result = Rough().Maximise(Counted(), ValleyStart, new StoppingRule(), info => StopAfter(stop, info), stop.Token);
        result.End.ShouldBe(OptimisationEnd.Cancelled);
        result.State.Iteration.ShouldBe(5);
        result.Value.ShouldBeGreaterThan(new Rosenbrock(Valley).Evaluate(ValleyStart, new double[Valley]));
    }

    private static void StopAfter(CancellationTokenSource stop, IterationInfo info)
    {
        if (info.Iteration == 5)
        {
            stop.Cancel();
        }
    }

    private static SurrogateScaledLbfgs Method(ILogDensity surrogate, double ratio, LbfgsOptions options) =>
        new(surrogate, ratio, Climb.Filled(surrogate.Dimension, 1), options);

    /// <summary>The valley's own curvature, which changes along the way.</summary>
    private static SurrogateScaledLbfgs Rough() => Method(new Rosenbrock(Valley), 1, new LbfgsOptions());

    private static Formula Counted() => new(Valley, new Rosenbrock(Valley).Evaluate);
}
