using Spikelihood.Inference.LinearAlgebra;
using Spikelihood.Inference.Optimisation;
using Spikelihood.Inference.Tests.TestDensities;

namespace Spikelihood.Inference.Tests.Optimisation;

public class TrustRegionNewtonTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1e8)]
    public void A_quadratic_takes_one_step_when_the_region_is_wide(double condition)
    {
        var density = Quadratic.WithCondition(condition, 10);
        var method = new TrustRegionNewton(10, density, new TrustRegionOptions { FirstRadius = 1000, LargestRadius = 1000 });
        var result = Climb.With(method, density, Climb.Filled(10, 5));
        result.End.ShouldBe(OptimisationEnd.Converged);
        result.Info.Iteration.ShouldBe(1);
        result.Value.ShouldBe(0, 1e-6);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public void The_curved_valley_is_followed_to_its_end(int dimension)
    {
        var start = Enumerable.Range(0, dimension).Select(i => i % 2 == 0 ? -1.2 : 1.0).ToArray();
        var density = new Rosenbrock(dimension);
        var result = Climb.With(new TrustRegionNewton(dimension, density), density, start);
        result.End.ShouldBe(OptimisationEnd.Converged);
        result.Value.ShouldBe(0, 1e-6);
        result.Info.Evaluations.ShouldBeLessThan(90);
    }

    [Fact]
    public void A_likelihood_needs_a_handful_of_steps()
    {
        var density = new LogisticRegression(800, [0.5, -1, 0.3, 0.2]);
        var result = Climb.With(new TrustRegionNewton(4, density), density, new double[4]);
        result.End.ShouldBe(OptimisationEnd.Converged);
        result.Info.Evaluations.ShouldBeLessThan(12);
        result.Info.GradientNorm.ShouldBeLessThan(1e-3);
    }

    [Fact]
    public void The_coordinates_of_the_fit_do_not_move_the_maximum_likelihood()
    {
        double[] start = [0.5, 4, 6], position = new double[3], natural = new double[3], other = new double[3];
        Find(TestPosterior.Parameters, natural);
        Find(TestPosterior.Centred, other);
        natural.Zip(other, (a, b) => Math.Abs(a / b - 1)).Max().ShouldBeLessThan(0.01);

        void Find(Inference.Parameters.ICoordinates coordinates, double[] found)
        {
            // Three parameters of a line that needs two: only with the prior is there a maximum, so the prior is made part of the data.
            var posterior = TestPosterior.In(coordinates, withPrior: false);
            coordinates.ToPosition(start, position);
            var withPrior = new Formula(3, (x, g) =>
            {
                double[] values = new double[3], slope = new double[3], pulled = new double[3];
                coordinates.ToNatural(x, values);
                var value = posterior.Evaluate(x, g) + TestPosterior.Parameters.LogPrior(values, slope);
                coordinates.PullBack(x, values, slope, pulled);
                for (var i = 0; i < 3; i++)
                {
                    g[i] += pulled[i];
                }

                return value;
            });
            var result = Climb.With(new Lbfgs(3), withPrior, [.. position], new StoppingRule { DecrementTolerance = 1e-9 });
            result.End.ShouldBe(OptimisationEnd.Converged);
            coordinates.ToNatural(result.Position.AsSpan(), found);
        }
    }

    [Fact]
    public void Fisher_scoring_of_a_posterior_finds_the_same_mode_as_l_bfgs()
    {
        var posterior = TestPosterior.In(TestPosterior.Centred);
        var curvature = new Inference.Densities.PosteriorCurvature(posterior, TestPosterior.Fisher);
        var position = new double[3];
        TestPosterior.Centred.ToPosition([0.5, 4, 6], position);
        var scoring = Climb.With(new TrustRegionNewton(3, curvature), posterior, position, new StoppingRule { DecrementTolerance = 1e-9 });
        var memory = Climb.With(new Lbfgs(3), posterior, position, new StoppingRule { DecrementTolerance = 1e-9 });
        scoring.End.ShouldBe(OptimisationEnd.Converged);
        scoring.Value.ShouldBe(memory.Value, 1e-7);
        scoring.Info.Evaluations.ShouldBeLessThan(memory.Info.Evaluations);
    }

    [Fact]
    public void Singular_information_is_harmless()
    {
        // Only x0 + x1 matters; the difference has neither slope nor curvature.
        var ridge = new Formula(2, (x, g) =>
        {
            var rest = x[0] + x[1] - 1;
            g[0] = g[1] = -rest;
            return -0.5 * rest * rest;
        });
        var result = Climb.With(new TrustRegionNewton(2, new FixedCurvature(1, 1, 1, 1)), ridge, [4, -1]);
        result.End.ShouldBe(OptimisationEnd.Converged);
        (result.Position[0] + result.Position[1]).ShouldBe(1, 1e-3);
        (result.Position[0] - result.Position[1]).ShouldBe(5, 1e-9);
    }

    [Fact]
    public void Slope_without_curvature_is_followed_to_the_boundary()
    {
        // The information knows nothing of the second coordinate, yet the density has its maximum there.
        var density = new Formula(2, (x, g) =>
        {
            (g[0], g[1]) = (-x[0], -x[1]);
            return -0.5 * (x[0] * x[0] + x[1] * x[1]);
        });
        var result = Climb.With(new TrustRegionNewton(2, new FixedCurvature(1, 0, 0, 0)), density, [3, 7], new StoppingRule { MaxIterations = 2000 });
        result.End.ShouldBe(OptimisationEnd.Converged);
        result.Value.ShouldBe(0, 1e-5);
    }

    [Fact]
    public void The_subproblem_is_solved_exactly()
    {
        // Compared with a fine search over the circle for a two-dimensional model.
        double[] matrix = [3, 1, 1, 0.5], gradient = [1, -2];
        var eigen = SymmetricEigen.Decompose(matrix, 2)!;
        var slopes = eigen.Components(gradient);
        foreach (var radius in new[] { 0.01, 1, 5 })
        {
            var step = TrustRegionSubproblem.Solve(eigen, slopes, radius);
            Math.Sqrt(step.Sum(s => s * s)).ShouldBe(radius, 1e-5 * radius);
            var best = Enumerable.Range(0, 100_000).Max(k => Model(radius * Math.Cos(k * 2e-5 * Math.PI), radius * Math.Sin(k * 2e-5 * Math.PI)));
            TrustRegionSubproblem.Rise(eigen, slopes, step).ShouldBe(best, 1e-5 * best);
        }

        double Model(double x, double y) => gradient[0] * x + gradient[1] * y - 0.5 * (3 * x * x + 2 * x * y + 0.5 * y * y);
    }
}
