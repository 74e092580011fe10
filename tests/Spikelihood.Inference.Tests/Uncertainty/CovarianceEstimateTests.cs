using MathNet.Numerics.LinearAlgebra.Double;
using Spikelihood.Inference.Parameters;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Inference.Uncertainty;

namespace Spikelihood.Inference.Tests.Uncertainty;

public class CovarianceEstimateTests
{
    [Fact]
    public void The_covariance_is_the_inverse_information()
    {
        var density = Quadratic.WithCondition(1e4, 5);
        var information = new double[25];
        density.Information([], information);
        var estimate = CovarianceEstimate.FromHessian(information.Select(x => -x).ToArray(), 5);
        var expected = new DenseMatrix(5, 5, information).Inverse();
        estimate.IsPositiveDefinite.ShouldBeTrue();
        var correlation = estimate.Correlation()!.Value;
        for (var i = 0; i < 5; i++)
        {
            estimate.StandardErrors[i].ShouldBe(Math.Sqrt(expected[i, i]), 1e-9);
            for (var j = 0; j < 5; j++)
            {
                estimate.Covariance[i * 5 + j].ShouldBe(expected[i, j], 1e-9);
                correlation[i * 5 + j].ShouldBe(expected[i, j] / Math.Sqrt(expected[i, i] * expected[j, j]), 1e-9);
            }
        }
    }

    [Fact]
    public void Scales_of_very_different_size_do_not_look_undetermined()
    {
        var estimate = CovarianceEstimate.FromHessian([-1e-12, 0, 0, -1e12], 2);
        estimate.IsPositiveDefinite.ShouldBeTrue();
        estimate.StandardErrors.ShouldBe([1e6, 1e-6], 1e-9);
    }

    [Fact]
    public void An_open_direction_is_named_and_its_coordinates_have_no_error()
    {
        // x0 + x1 is determined, x0 - x1 is not, x2 is.
        var estimate = CovarianceEstimate.FromHessian([-1, -1, 0, -1, -1, 0, 0, 0, -4], 3);
        estimate.IsPositiveDefinite.ShouldBeFalse();
        estimate.Correlation().ShouldBeNull();
        estimate.IsOpen.ShouldBe([true, true, false]);
        estimate.StandardErrors[0].ShouldBe(double.NaN);
        estimate.StandardErrors[2].ShouldBe(0.5, 1e-12);
        var direction = estimate.Undetermined.ShouldHaveSingleItem();
        direction.Curvature.ShouldBe(0, 1e-12);
        direction.Components[0].ShouldBe(-direction.Components[1], 1e-12);

        // Of quantities made from them, the sum is determined and the difference is not.
        var combined = estimate.Transform([1, 1, 0, 1, -1, 0, 0, 0, 2]);
        combined.IsOpen.ShouldBe([false, true, false]);
        combined.StandardErrors[0].ShouldBe(1, 1e-12);
        combined.StandardErrors[2].ShouldBe(1, 1e-12);
    }

    [Fact]
    public void A_saddle_is_not_passed_off_as_a_maximum()
    {
        var estimate = CovarianceEstimate.FromHessian([-2, 0, 0, 0.5], 2);
        estimate.IsPositiveDefinite.ShouldBeFalse();
        estimate.Undetermined.ShouldHaveSingleItem().Curvature.ShouldBeLessThan(0);
        estimate.StandardErrors[1].ShouldBe(double.NaN);
    }

    [Fact]
    public void The_delta_method_turns_log_errors_into_relative_errors()
    {
        var space = TestPosterior.Parameters;
        double[] position = new double[3];
        space.ToPosition([1.5, 4.2, 8.1], position);
        var estimate = CovarianceEstimate.FromHessian([-4, 0, 0, 0, -100, 0, 0, 0, -25], 3).Transform(space.Jacobian(position));
        estimate.StandardErrors.ShouldBe([0.5, 4.2 * 0.1, 8.1 * 0.2], 1e-12);
    }

    [Fact]
    public void A_hessian_that_is_not_finite_is_refused() =>
        Should.Throw<ArgumentException>(() => CovarianceEstimate.FromHessian([double.NaN], 1)).Message.ShouldContain("not finite");
}
