using Spikelihood.Inference.Optimisation;
using Spikelihood.Numerics.Differentiation;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Optimisation;

public class StochasticAscentTests
{
    [Fact]
    public void It_comes_to_rest_at_the_top_of_a_noisy_hill()
    {
        var result = new StochasticAscent(new()).Climb(Hill(noise: 1), [-4, 3]);
        result.End.ShouldBe(OptimisationEnd.Converged);
        result.Position[0].ShouldBe(1, 0.06);
        result.Position[1].ShouldBe(-2, 0.06);
    }

    [Fact]
    public void The_mean_is_nearer_the_top_than_single_steps_are()
    {
        double single = 0, mean = 0;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var result = new StochasticAscent(new() { MaxIterations = 3000, Tolerance = 0 }).Climb(Hill(noise: 20, seed), [1, -2]);
            single += Math.Pow(result.State.Position[0] - 1, 2);
            mean += Math.Pow(result.Position[0] - 1, 2);
        }

        mean.ShouldBeLessThan(0.5 * single);
    }

    [Fact]
    public void The_limit_of_steps_ends_it()
    {
        var seen = 0;
        var result = new StochasticAscent(new() { MaxIterations = 70 }).Climb(Hill(noise: 1), [-4, 3], (_, _, _) => seen++);
        result.End.ShouldBe(OptimisationEnd.IterationLimit);
        seen.ShouldBe(70);
        result.State.Steps.ShouldBe(70);
        result.Position.ShouldBe(result.State.Position);
    }

    [Fact]
    public void An_estimate_that_is_not_a_number_ends_it_where_it_last_stood_well()
    {
        var result = new StochasticAscent(new()).Climb(
            (position, gradient) =>
            {
                gradient.Fill(1);
                return position[0] > 0.5 ? double.NegativeInfinity : 0;
            },
            [0.0]);
        result.End.ShouldBe(OptimisationEnd.NotFinite);
        result.Position[0].ShouldBe(0);
    }

    [Fact]
    public void It_can_be_stopped()
    {
        using var source = new CancellationTokenSource();
        var result = new StochasticAscent(new()).Climb(Hill(noise: 1), [-4, 3], (step, _, _) => { if (step == 9) { source.Cancel(); } }, source.Token);
        result.End.ShouldBe(OptimisationEnd.Cancelled);
        result.State.Steps.ShouldBe(10);
    }

    private static DifferentiableFunction Hill(double noise, ulong seed = 1)
    {
        var rng = new Rng(seed, StreamPurpose.Test, 0);
        return (position, gradient) =>
        {
            double x = position[0] - 1, y = position[1] + 2;
            gradient[0] = -10 * x + noise * rng.NextNormal();
            gradient[1] = -3 * y + noise * rng.NextNormal();
            return -5 * x * x - 1.5 * y * y;
        };
    }
}
