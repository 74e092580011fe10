using Spikelihood.Inference.Optimisation;
using Spikelihood.Inference.Tests.TestDensities;

namespace Spikelihood.Inference.Tests.Optimisation;

public class TwoPhasesTests
{
    private static readonly Quadratic Narrow = Quadratic.WithCondition(1e6, 8);
    private static readonly double[] Start = [.. Enumerable.Range(0, 8).Select(i => 3.0 - i)];
    private static readonly Lbfgs Early = new(8);
    private static readonly SurrogateScaledLbfgs Late = new(Narrow, 1, Enumerable.Repeat(1.0, 8).ToArray(), new LbfgsOptions());

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_second_method_ends_what_the_first_began()
    {
        var rule = new StoppingRule { MaxIterations = 60 };
        Early.Maximise(Narrow, Start, rule with { MaxIterations = 5 }, cancellation: Stop).End.ShouldBe(OptimisationEnd.IterationLimit);
        var both = new TwoPhases(Early, 5, Late).Maximise(Narrow, Start, rule, cancellation: Stop);
        both.End.ShouldBe(OptimisationEnd.Converged);
        both.Value.ShouldBe(0, 1e-6);
        both.State.Iteration.ShouldBeInRange(6, 25);
    }

    [Fact]
    public void What_the_first_method_finds_needs_no_second()
    {
        var rule = new StoppingRule { MaxIterations = 400 };
        var alone = Early.Maximise(Narrow, Start, rule, cancellation: Stop);
        alone.End.ShouldBe(OptimisationEnd.Converged);
        new TwoPhases(Early, 400, Late).Maximise(Narrow, Start, rule, cancellation: Stop).State.Evaluations.ShouldBe(alone.State.Evaluations);
    }

    [Fact]
    public void The_limits_hold_for_both_together()
    {
        var both = new TwoPhases(Early, 5, Early).Maximise(Narrow, Start, new StoppingRule { MaxIterations = 8 }, cancellation: Stop);
        (both.End, both.State.Iteration).ShouldBe((OptimisationEnd.IterationLimit, 8));
    }
}
