using Spikelihood.Numerics.Differentiation;

namespace Spikelihood.Numerics.Tests.Differentiation;

public class FiniteDifferencesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    [InlineData(-30)]
    [InlineData(1e-3)]
    public void Smooth_functions_are_differentiated_to_eleven_digits(double x)
    {
        FiniteDifferences.Derivative(Math.Sin, x).Value.ShouldBe(Math.Cos(x), 1e-11);
        FiniteDifferences.Derivative(Math.Exp, x).Value.ShouldBe(Math.Exp(x), 1e-10 * Math.Exp(x) + 1e-20);
    }

    [Fact]
    public void Steps_become_shorter_until_values_are_finite()
    {
        // The logarithm is not defined below zero; the first step would reach there.
        FiniteDifferences.Derivative(Math.Log, 0.01, firstStep: 1).Value.ShouldBe(100, 1e-6);
    }

    [Fact]
    public void The_error_estimate_covers_the_error()
    {
        var estimate = FiniteDifferences.Derivative(x => Math.Round(Math.Sin(x) * 1e6) / 1e6, 1);
        Math.Abs(estimate.Value - Math.Cos(1)).ShouldBeLessThan(10 * estimate.Error);
    }

    [Fact]
    public void A_right_gradient_passes_and_a_slightly_wrong_one_is_found()
    {
        FiniteDifferences.CompareGradient(Bowl(4), [0.3, -1.2]).RelativeError.ShouldBeLessThan(1e-9);
        var wrong = FiniteDifferences.CompareGradient(Bowl(4.001), [0.3, -1.2]);
        wrong.Component.ShouldBe(1);
        wrong.RelativeError.ShouldBe(0.001 / 4, 1e-4);

        static DifferentiableFunction Bowl(double slope) => (position, gradient) =>
        {
            gradient[0] = 2 * position[0];
            gradient[1] = slope * position[1];
            return position[0] * position[0] + 2 * position[1] * position[1];
        };
    }

    [Fact]
    public void A_gradient_that_is_not_a_number_never_passes()
    {
        var broken = DifferentiableCase.OfOneVariable("broken", x => x * x, _ => double.NaN, 1, 2);
        broken.Check().RelativeError.ShouldBe(double.NaN);
    }
}
