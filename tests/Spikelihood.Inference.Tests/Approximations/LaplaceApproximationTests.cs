using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Approximations;

public class LaplaceApproximationTests
{
    [Fact]
    public void A_quadratic_log_density_is_its_own_approximation()
    {
        double[] eigenvalues = [0.01, 1, 30, 4e4];
        var density = new Quadratic(eigenvalues, [1, 2, 3, 4]);
        var laplace = LaplaceApproximation.Measure(density, [1, 2, 3, 4], Workers.One)!;
        laplace.LogEvidence.ShouldBe(2 * Math.Log(2 * Math.PI) - 0.5 * eigenvalues.Sum(Math.Log), 1e-6);
        var rng = new Rng(1, StreamPurpose.Test, 0);
        double[] position = new double[4], gradient = new double[4], own = new double[4];
        for (var draw = 0; draw < 20; draw++)
        {
            laplace.Normal.Draw(ref rng, position);
            laplace.Normal.Evaluate(position, own).ShouldBe(density.Evaluate(position, gradient) - laplace.LogEvidence, 1e-5);
            for (var i = 0; i < 4; i++)
            {
                own[i].ShouldBe(gradient[i], 1e-5 * (1 + Math.Abs(gradient[i])));
            }
        }
    }

    [Fact]
    public void Two_modes_are_weighed_by_their_evidence()
    {
        var hills = new TwoHills(3, 0.9);
        var high = LaplaceApproximation.Measure(hills, [4, 0, 0], Workers.One)!;
        var low = LaplaceApproximation.Measure(hills, [-4, 0, 0], Workers.One)!;
        (high.LogEvidence - low.LogEvidence).ShouldBe(Math.Log(9), 1e-4);
    }

    [Fact]
    public void A_point_where_the_density_does_not_fall_in_every_direction_is_refused()
    {
        LaplaceApproximation.Measure(new TwoHills(2, 0.5), [0, 0], Workers.One).ShouldBeNull();
        var flat = new Formula(2, (x, g) =>
        {
            (g[0], g[1]) = (-x[0], 0);
            return -0.5 * x[0] * x[0];
        });
        LaplaceApproximation.Measure(flat, [0, 0], Workers.One).ShouldBeNull();
        LaplaceApproximation.FromHessian([0, 0], 0, [-1, double.NaN, double.NaN, -1]).ShouldBeNull();
    }
}
