using Spikelihood.Inference.Sampling;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Sampling;

public class DualAveragingTests
{
    [Theory]
    [InlineData(0.6, 0.1)]
    [InlineData(0.8, 1)]
    [InlineData(0.95, 5)]
    public void The_averaged_step_size_has_the_acceptance_aimed_at(double target, double first)
    {
        // Acceptance exp(-ε²) on average, 0 or 1 each time: as noisy as can be.
        var rng = new Rng(1, StreamPurpose.Test, 0);
        var averaging = DualAveraging.Start(first, target);
        for (var update = 0; update < 4000; update++)
        {
            averaging = averaging.Update(rng.NextDouble() < Math.Exp(-averaging.StepSize * averaging.StepSize) ? 1 : 0);
        }

        Math.Exp(-averaging.AveragedStepSize * averaging.AveragedStepSize).ShouldBe(target, 0.03);
    }

    [Fact]
    public void An_update_follows_the_published_recursion()
    {
        // μ = log ε_1, γ = 0.2, t_0 = 10, κ = 0.75, by hand.
        var one = DualAveraging.Start(0.5, 0.8).Update(0.3);
        var error = 0.5 / 11;
        Math.Log(one.StepSize).ShouldBe(Math.Log(0.5) - error / 0.2, 1e-14);
        one.AveragedStepSize.ShouldBe(one.StepSize, 1e-14);
        var two = one.Update(1);
        error = (1 - 1 / 12.0) * error - 0.2 / 12;
        var logStep = Math.Log(0.5) - Math.Sqrt(2) / 0.2 * error;
        Math.Log(two.StepSize).ShouldBe(logStep, 1e-14);
        var weight = Math.Pow(2, -0.75);
        Math.Log(two.AveragedStepSize).ShouldBe(weight * logStep + (1 - weight) * Math.Log(one.StepSize), 1e-14);
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(1)]
    [InlineData(1e6)]
    public void The_first_step_size_fits_the_scale_of_the_density(double scale)
    {
        var density = new Formula(3, (x, gradient) =>
        {
            var value = 0.0;
            for (var i = 0; i < 3; i++)
            {
                gradient[i] = -x[i] / (scale * scale);
                value += x[i] * gradient[i] / 2;
            }

            return value;
        });
        var rng = new Rng(2, StreamPurpose.Test, 0);
        var state = ChainState.Init(density, [scale, -scale, 0]);
        var (stepSize, gradients) = FirstStepSize.Search(density, DiagonalMetric.Identity(3), state, ref rng);
        (stepSize / scale).ShouldBeInRange(0.3, 4);
        density.Evaluations.ShouldBe(1 + gradients);
        gradients.ShouldBeLessThan(25);
    }
}
