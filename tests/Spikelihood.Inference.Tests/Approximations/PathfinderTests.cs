using System.Collections.Immutable;
using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.Evidence;
using Spikelihood.Inference.Optimisation;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Approximations;

public class PathfinderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2, 10)]
    [InlineData(6, 100)]
    [InlineData(15, 1000)]
    public void A_normal_density_is_found_well_enough_to_be_sampled(int dimension, double condition)
    {
        var density = Quadratic.WithCondition(condition, dimension);
        var truth = LaplaceApproximation.Measure(density, [.. Enumerable.Range(0, dimension).Select(i => Math.Cos(i))], Workers.One)!;
        var rng = new Rng(1, StreamPurpose.Test, 0);
        var found = Pathfinder.Run(density, new double[dimension], ref rng, Workers.One, cancellation: Stop)!;
        found.Elbo.ShouldBe(truth.LogEvidence, 0.5);
        for (var i = 0; i < dimension; i++)
        {
            var place = i * (dimension + 1);
            (found.Normal.Covariance[place] / truth.Normal.Covariance[place]).ShouldBeInRange(0.7, 1.3);
        }

        var sample = ImportanceSample.Take(density, found.Normal, 1000, ref rng, Workers.One, Stop)!;
        sample.Smoothed.Shape.ShouldBeLessThan(0.5);
        sample.LogEvidence.ShouldBe(truth.LogEvidence, 4 * sample.LogEvidenceError);
        sample.LogEvidenceError.ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Steps_along_conjugate_directions_teach_the_exact_covariance()
    {
        // The information is Σ λ q qᵀ; a path along its eigenvectors, in any order and of any lengths, determines it by d steps.
        double[] centre = [1, 2, 3];
        var density = new Quadratic([0.5, 20, 3000], centre);
        var truth = LaplaceApproximation.Measure(density, [.. centre], Workers.One)!;
        var information = new double[9];
        density.Information(centre, information);
        var eigen = LinearAlgebra.SymmetricEigen.Decompose(information, 3)!;
        var at = new double[3];
        var path = new List<PathPosition> { Passed(density, at) };
        foreach (var direction in new[] { 2, 0, 1 })
        {
            at = [.. at.Zip(eigen.Vector(direction).ToArray(), (a, v) => a + 0.3 * (direction + 1) * v)];
            path.Add(Passed(density, at));
        }

        var last = PathCurvature.Along(path, [1, 1, 1], 10)[^1]!;
        for (var entry = 0; entry < 9; entry++)
        {
            last.Covariance[entry].ShouldBe(truth.Normal.Covariance[entry], 1e-7);
        }

        for (var i = 0; i < 3; i++)
        {
            last.Mean[i].ShouldBe(centre[i], 1e-7);
        }
    }

    [Fact]
    public void The_newest_step_is_always_taken_up()
    {
        var density = new LogisticRegression(400, [0.5, -1, 0.3, 0.2]);
        var path = Climb(density, new double[4]);
        var normals = PathCurvature.Along(path, [1, 1, 1, 1], 3);
        for (var point = 1; point < path.Count; point++)
        {
            // The secant equation: covariance × change of gradient = step.
            for (var i = 0; i < 4; i++)
            {
                var product = Enumerable.Range(0, 4).Sum(j => normals[point - 1]!.Covariance[4 * i + j] * (path[point - 1].Gradient[j] - path[point].Gradient[j]));
                var step = path[point].Position[i] - path[point - 1].Position[i];
                product.ShouldBe(step, 1e-9 * (1e-6 + Math.Abs(step)));
            }
        }
    }

    [Fact]
    public void A_recorded_path_gives_what_a_path_of_its_own_gives()
    {
        var density = new LogisticRegression(400, [0.5, -1, 0.3, 0.2]);
        Rng first = new(2, StreamPurpose.Test, 0), second = new(2, StreamPurpose.Test, 0);
        var own = Pathfinder.Run(density, new double[4], ref first, Workers.One, cancellation: Stop)!;
        var path = Climb(density, new double[4]);
        var recorded = Pathfinder.Along(density, path, ref second, new Workers(3), cancellation: Stop)!;
        recorded.Normal.Covariance.ShouldBe(own.Normal.Covariance);
        recorded.Elbo.ShouldBe(own.Elbo);
        own.Evaluations.ShouldBeGreaterThan(recorded.Evaluations);
        var laplace = LaplaceApproximation.Measure(density, path[^1].Position, Workers.One)!;
        own.Normal.SquaredDistance(laplace.Normal.Mean.AsSpan()).ShouldBeLessThan(2);
        own.Elbo.ShouldBe(laplace.LogEvidence, 0.5);
    }

    [Fact]
    public void Coordinates_of_any_unit_are_served_when_their_scales_are_told()
    {
        var scaled = new Formula(2, (x, g) =>
        {
            (g[0], g[1]) = (-x[0] * 1e12, -(x[1] - 1e5) * 1e-10);
            return 0.5 * (x[0] * g[0] + (x[1] - 1e5) * g[1]);
        });
        var rng = new Rng(3, StreamPurpose.Test, 0);
        var options = new PathfinderOptions { Scale = Preconditioner.StandardDeviations([3e-6, 3e5]) };
        var found = Pathfinder.Run(scaled, [5e-6, -2e5], ref rng, Workers.One, options, Stop)!;
        (found.Normal.Covariance[0] * 1e12).ShouldBe(1, 0.3);
        (found.Normal.Covariance[3] * 1e-10).ShouldBe(1, 0.3);
        found.Elbo.ShouldBe(Math.Log(2 * Math.PI) + Math.Log(1e-6) + Math.Log(1e5), 0.2);
    }

    [Fact]
    public void Paths_to_two_modes_are_weighted_whatever_their_number()
    {
        // Five paths end at the lower hill and one at the higher.
        var hills = new TwoHills(3, 0.8);
        ImmutableArray<double>[] starts = [[6, 1, 1], [-6, 1, -1], [-7, 0, 1], [-5, 2, 0], [-6, -2, -2], [-3, 1, 1]];
        var result = MultiPathfinder.Run(hills, starts, 2000, 1, Workers.One, cancellation: Stop)!;
        result.Sample!.Smoothed.Shape.ShouldBeLessThan(0.5);
        result.Sample.LogEvidence.ShouldBe(1.5 * Math.Log(2 * Math.PI), 0.1);
        var drawn = result.Sample.Smoothed.Resample(1000, 0.5);
        drawn.Count(draw => result.Sample.Draws[draw][0] > 0).ShouldBeInRange(740, 860);
    }

    [Fact]
    public void Every_number_of_threads_gives_the_same_bits()
    {
        var hills = new TwoHills(3, 0.8);
        ImmutableArray<double>[] starts = [[6, 1, 1], [-6, 1, -1], [-7, 0, 1]];
        var one = MultiPathfinder.Run(hills, starts, 50, 1, Workers.One, cancellation: Stop)!;
        var four = MultiPathfinder.Run(hills, starts, 50, 1, new Workers(4), cancellation: Stop)!;
        four.Sample!.LogRatios.ShouldBe(one.Sample!.LogRatios);
        four.Paths.Select(path => path!.Elbo).ShouldBe(one.Paths.Select(path => path!.Elbo));
        four.Evaluations.ShouldBe(one.Evaluations);
    }

    [Fact]
    public void A_path_without_curvature_gives_nothing()
    {
        var plane = new Formula(2, (x, g) =>
        {
            (g[0], g[1]) = (1, 1);
            return x[0] + x[1];
        });
        var rng = new Rng(4, StreamPurpose.Test, 0);
        var options = new PathfinderOptions { Rule = new StoppingRule { MaxIterations = 5 } };
        Pathfinder.Run(plane, [0, 0], ref rng, Workers.One, options, Stop).ShouldBeNull();
        Pathfinder.Run(new Formula(1, (_, _) => double.NaN), [0], ref rng, Workers.One, options, Stop).ShouldBeNull();
        MultiPathfinder.Run(plane, [[0, 0]], 10, 1, Workers.One, options, Stop).ShouldBeNull();
    }

    private static PathPosition Passed(Quadratic density, double[] position)
    {
        var gradient = new double[position.Length];
        density.Evaluate(position, gradient);
        return new PathPosition([.. position], [.. gradient]);
    }

    /// <summary>The path of a climb, recorded by hand.</summary>
    private static List<PathPosition> Climb(LogisticRegression density, double[] start)
    {
        var lbfgs = new Lbfgs(density.Dimension);
        var state = lbfgs.Init(density, start);
        var path = new List<PathPosition> { PathPosition.Of(state) };
        var rule = new StoppingRule();
        while (state.Failure is null)
        {
            (state, var info) = lbfgs.Step(density, state);
            path.Add(PathPosition.Of(state));
            if (rule.IsConverged(info))
            {
                break;
            }
        }

        return path;
    }
}
