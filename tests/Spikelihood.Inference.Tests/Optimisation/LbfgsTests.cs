using Spikelihood.Inference.Optimisation;
using Spikelihood.Inference.Tests.TestDensities;

namespace Spikelihood.Inference.Tests.Optimisation;

public class LbfgsTests
{
    [Theory]
    [InlineData(1, 10)]
    [InlineData(1e4, 10)]
    [InlineData(1e8, 10)]
    [InlineData(1e8, 30)]
    public void Quadratics_are_climbed_to_within_the_tolerance(double condition, int dimension)
    {
        var density = Quadratic.WithCondition(condition, dimension);
        var result = Climb.With(
            new Lbfgs(dimension, new LbfgsOptions { Memory = 40 }), density, Climb.Filled(dimension, 5), new StoppingRule { MaxIterations = 3000, MaxEvaluations = 9000 });
        result.End.ShouldBe(OptimisationEnd.Converged);
        result.Value.ShouldBe(0, 1e-4);
    }

    [Theory]
    [InlineData(2, 60)]
    [InlineData(20, 160)]
    public void The_curved_valley_is_followed_to_its_end(int dimension, int evaluations)
    {
        var start = Enumerable.Range(0, dimension).Select(i => i % 2 == 0 ? -1.2 : 1.0).ToArray();
        var result = Climb.With(new Lbfgs(dimension), new Rosenbrock(dimension), start);
        result.End.ShouldBe(OptimisationEnd.Converged);
        Climb.Farthest(result.Position, 1).ShouldBeLessThan(1e-2);
        result.Value.ShouldBe(0, 1e-5);
        result.Info.Evaluations.ShouldBeLessThan(evaluations);
    }

    [Fact]
    public void A_good_guess_at_the_curvature_saves_evaluations()
    {
        const int Dimension = 12;
        var density = Quadratic.WithCondition(1e6, Dimension);
        var information = new double[Dimension * Dimension];
        density.Information([], information);
        var covariance = new MathNet.Numerics.LinearAlgebra.Double.DenseMatrix(Dimension, Dimension, information).Inverse().ToColumnMajorArray();
        var plain = Climb.With(new Lbfgs(Dimension), density, Climb.Filled(Dimension, 3));
        var informed = Climb.With(
            new Lbfgs(Dimension, new LbfgsOptions { Scale = Preconditioner.Covariance(covariance, Dimension), FirstStep = 1e9, LongestStep = 1e9 }),
            density,
            Climb.Filled(Dimension, 3));
        informed.End.ShouldBe(OptimisationEnd.Converged);
        informed.Info.Evaluations.ShouldBeLessThan(8);
        plain.Info.Evaluations.ShouldBeGreaterThan(3 * informed.Info.Evaluations);
    }

    [Fact]
    public void Scales_make_badly_scaled_coordinates_alike()
    {
        double[] scales = [1e-4, 1, 1e5];
        var stretched = new Formula(3, (x, g) =>
        {
            var value = 0.0;
            for (var i = 0; i < 3; i++)
            {
                var z = x[i] / scales[i] - 1;
                value -= Math.Cosh(z);
                g[i] = -Math.Sinh(z) / scales[i];
            }

            return value;
        });
        var result = Climb.With(new Lbfgs(3, new LbfgsOptions { Scale = Preconditioner.StandardDeviations(scales) }), stretched, [3e-4, -2, 4e5]);
        result.End.ShouldBe(OptimisationEnd.Converged);
        result.Value.ShouldBe(-3, 1e-6);
        result.Info.Evaluations.ShouldBeLessThan(30);
    }

    [Fact]
    public void A_likelihood_is_maximised_where_its_gradient_vanishes()
    {
        var density = new LogisticRegression(800, [0.5, -1, 0.3, 0.2]);
        var result = Climb.With(new Lbfgs(4), density, new double[4]);
        result.End.ShouldBe(OptimisationEnd.Converged);
        result.Info.GradientNorm.ShouldBeLessThan(0.1);
        var newton = Climb.With(new TrustRegionNewton(4, density), density, new double[4]);
        result.Value.ShouldBe(newton.Value, 1e-5);
    }

    [Fact]
    public void A_step_takes_a_state_and_returns_one_without_touching_the_old()
    {
        var method = new Lbfgs(2);
        var density = new Rosenbrock(2);
        var first = method.Init(density, [-1.2, 1]);
        var (second, info) = method.Step(density, first);
        var (again, _) = method.Step(density, first);
        again.Position.ShouldBe(second.Position);
        first.Iteration.ShouldBe(0);
        info.Iteration.ShouldBe(1);
        info.Value.ShouldBeGreaterThan(first.Value);
        info.Value.ShouldBe(density.Evaluate(info.Position.AsSpan(), new double[2]));
    }

    [Fact]
    public void A_density_whose_answer_is_at_rounding_level_does_not_confuse_the_search()
    {
        // A large constant hides everything below 1e-6 nats.
        var hidden = new Formula(5, (x, g) =>
        {
            var value = new Rosenbrock(5).Evaluate(x, g);
            return value - 3e9;
        });
        var result = Climb.With(new Lbfgs(5), hidden, [-1.2, 1, -1.2, 1, 0.5]);
        result.End.ShouldBe(OptimisationEnd.Converged);
        result.Value.ShouldBe(-3e9, 1e-4);
    }
}
