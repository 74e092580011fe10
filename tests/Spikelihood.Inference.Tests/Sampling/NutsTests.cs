using Spikelihood.Inference.Sampling;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Sampling;

public class NutsTests
{
    private static readonly Quadratic Round = new([1, 1, 1, 1, 1], new double[5]);

    [Fact]
    public void Trajectories_of_a_round_normal_density_end_after_about_half_a_period()
    {
        // The U-turn is at π; doubling ends between that and its double.
        var lengths = Run(new Nuts(Round, DiagonalMetric.Identity(5), 0.01, 12), 50).Select(info => 0.01 * info.Gradients).ToArray();
        lengths.Average().ShouldBeInRange(Math.PI / 2, 2 * Math.PI);
        lengths.Max().ShouldBeLessThan(3 * Math.PI);
    }

    [Theory]
    [InlineData(0.4, 15)]
    [InlineData(0.8, 7)]
    [InlineData(1.55, 3)]
    public void Steps_that_match_the_period_do_not_hide_the_turn(double stepSize, int most)
    {
        // Without comparing halves with their neighbours, some of these trajectories take a hundred times as many steps.
        Run(new Nuts(Round, DiagonalMetric.Identity(5), stepSize), 4000).Max(info => info.Gradients).ShouldBe(most);
    }

    [Fact]
    public void A_trajectory_turns_back_whichever_way_it_is_read()
    {
        // Detailed balance needs the same answer from either end; the halves are of a density that is not round, so that answers differ.
        var leapfrog = new Leapfrog(new Quadratic([1, 3, 9, 27, 81], new double[5]), DiagonalMetric.Identity(5));
        int going = 0, turning = 0;
        for (ulong trajectory = 0; trajectory < 4000; trajectory++)
        {
            var rng = new Rng(6, StreamPurpose.Test, trajectory);
            double[] position = new double[5], gradient = new double[5];
            for (var i = 0; i < 5; i++)
            {
                position[i] = rng.NextNormal() / Math.Pow(3, i / 2.0);
            }

            var point = leapfrog.Begin(new([.. position], 0, [.. gradient]), ref rng);
            NutsTree? inner = null, outer = null;
            for (var step = 0; step < 8; step++)
            {
                point = leapfrog.Move(point, 0.15);
                var next = NutsTree.Of(point, 0);
                inner = step < 4 ? inner?.Joined(next, point) ?? next : inner;
                outer = step < 4 ? outer : outer?.Joined(next, point) ?? next;
            }

            var goesOn = inner!.GoesOn(outer!);
            outer!.Reversed.GoesOn(inner.Reversed).ShouldBe(goesOn);
            going += goesOn ? 1 : 0;
            turning += goesOn ? 0 : 1;
        }

        going.ShouldBeGreaterThan(400);
        turning.ShouldBeGreaterThan(400);
    }

    [Fact]
    public void The_maximum_depth_bounds_the_gradients()
    {
        foreach (var info in Run(new Nuts(Round, DiagonalMetric.Identity(5), 0.001, 4), 20))
        {
            info.Depth.ShouldBe(4);
            info.Gradients.ShouldBe(15);
            info.Diverged.ShouldBeFalse();
            info.Acceptance.ShouldBeGreaterThan(0.999);
        }
    }

    [Fact]
    public void A_metric_that_knows_the_covariance_makes_a_narrow_density_as_cheap_as_a_round_one()
    {
        var narrow = new Quadratic([1, 1e2, 1e4, 1e6, 1e8], new double[5]);
        var information = new double[25];
        narrow.Information(new double[5], information);
        var inverse = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfColumnMajor(5, 5, information).Inverse().ToColumnMajorArray();
        var metric = new DenseMetric(inverse, 5);
        double cost = Run(new Nuts(narrow, metric, 0.8), 3000, narrow).Average(info => info.Gradients);
        double expected = Run(new Nuts(Round, DiagonalMetric.Identity(5), 0.8), 3000).Average(info => info.Gradients);
        cost.ShouldBe(expected, 0.1 * expected);
    }

    [Fact]
    public void A_step_far_too_long_is_a_divergence_and_the_chain_stays()
    {
        var rng = new Rng(1, StreamPurpose.Test, 0);
        var start = ChainState.Init(Round, [0.1, 0.2, 0.3, 0.4, 0.5]);
        var (state, info) = new Nuts(Round, DiagonalMetric.Identity(5), 1e3).Step(ref rng, start);
        info.Diverged.ShouldBeTrue();
        info.Gradients.ShouldBe(1);
        info.Depth.ShouldBe(0);
        info.Acceptance.ShouldBe(0);
        state.Position.ShouldBe(start.Position);
        (state, info) = new StaticHmc(Round, DiagonalMetric.Identity(5), 1e3, 1e4).Step(ref rng, start);
        info.Diverged.ShouldBeTrue();
        info.Gradients.ShouldBeLessThan(8);
        state.Position.ShouldBe(start.Position);
    }

    [Fact]
    public void A_density_that_is_never_a_number_is_a_divergence_not_an_exception()
    {
        var broken = new Formula(1, (_, gradient) => gradient[0] = double.NaN);
        var rng = new Rng(1, StreamPurpose.Test, 0);
        var start = new ChainState([0], 0, [0]);
        new Nuts(broken, DiagonalMetric.Identity(1), 1).Step(ref rng, start).Info.Diverged.ShouldBeTrue();
        new StaticHmc(broken, DiagonalMetric.Identity(1), 1, 3).Step(ref rng, start).Info.Diverged.ShouldBeTrue();
        var half = new Formula(1, (_, gradient) => (gradient[0] = double.PositiveInfinity) * 0 + 1);
        new Nuts(half, DiagonalMetric.Identity(1), 1).Step(ref rng, start).Info.Diverged.ShouldBeTrue();
    }

    [Fact]
    public void The_state_that_a_transition_returns_is_what_the_density_says()
    {
        foreach (var transition in new ITransition[]
            { new Nuts(Round, DiagonalMetric.Identity(5), 0.5), new StaticHmc(Round, DiagonalMetric.Identity(5), 0.5, 2) })
        {
            var rng = new Rng(5, StreamPurpose.Test, 0);
            var state = ChainState.Init(Round, [1, 0, 0, 0, 0]);
            for (var step = 0; step < 20; step++)
            {
                (state, var info) = transition.Step(ref rng, state);
                var again = ChainState.Init(Round, state.Position.AsSpan());
                state.LogDensity.ShouldBe(again.LogDensity);
                state.Gradient.ShouldBe(again.Gradient);
                info.Energy.ShouldBeGreaterThan(-state.LogDensity);
            }
        }
    }

    private static List<TransitionInfo> Run(ITransition transition, int count, Quadratic? density = null)
    {
        var rng = new Rng(1, StreamPurpose.Test, 0);
        var state = ChainState.Init(density ?? Round, [0, 0, 0, 0, 0]);
        var infos = new List<TransitionInfo>();
        for (var step = 0; step < count; step++)
        {
            (state, var info) = transition.Step(ref rng, state);
            infos.Add(info);
        }

        return infos;
    }
}
