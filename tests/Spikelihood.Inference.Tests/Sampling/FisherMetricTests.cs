using System.Collections.Immutable;
using Spikelihood.Inference.LinearAlgebra;
using Spikelihood.Inference.Sampling;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Sampling;

public class FisherMetricTests
{
    [Fact]
    public void The_diagonal_metric_is_the_root_of_the_ratio_of_variances()
    {
        ChainState[] states = [State([1, 10], [2, 0.1]), State([3, 30], [-2, -0.3]), State([2, 20], [0, 0.2])];
        var variances = new double[2];
        FisherMetric.Estimate(MetricShape.Diagonal, states, DiagonalMetric.Identity(2)).Variances(variances);
        variances[0].ShouldBe(Math.Sqrt((2.0 / 3) / (8.0 / 3)), 1e-14);
        variances[1].ShouldBe(Math.Sqrt((200.0 / 3) / (0.14 / 3)), 1e-12);
    }

    [Fact]
    public void The_dense_metric_of_a_normal_density_is_exact_although_the_draws_come_from_elsewhere()
    {
        // Condition 10⁶, draws uniform in a distant box: cov(draws) alone would be useless.
        var density = Quadratic.WithCondition(1e6, 8);
        var states = Uniform(density, 200, 100);
        IMetric metric = DiagonalMetric.Identity(8);
        for (var round = 0; round < 3; round++)
        {
            // As in a warm-up, each estimate is the target of the next.
            metric = FisherMetric.Estimate(MetricShape.Dense, states, metric);
        }

        Stretch(density, metric).ShouldBe(1, 1e-2);
    }

    [Fact]
    public void Fewer_draws_than_coordinates_still_improve_the_metric()
    {
        var density = Quadratic.WithCondition(1e4, 20);
        var before = Stretch(density, DiagonalMetric.Identity(20));
        before.ShouldBe(100, 1e-6);
        var metric = FisherMetric.Estimate(MetricShape.Dense, Uniform(density, 12, 1), DiagonalMetric.Identity(20));
        Stretch(density, metric).ShouldBeLessThan(0.7 * before);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(30)]
    public void A_good_target_survives_a_few_draws_of_a_skewed_density(int count)
    {
        // x = exp(0.4 z) / 0.4 for standard normal z: the identity is within a few per cent of the best metric.
        const int dimension = 20;
        var metric = FisherMetric.Estimate(MetricShape.Dense, Skewed(dimension, count), DiagonalMetric.Identity(dimension));
        Stretch(DenseMetric.From(metric), DenseMetric.From(DiagonalMetric.Identity(dimension))).ShouldBeLessThan(1.7);
        var alone = FisherMetric.Estimate(MetricShape.Diagonal, Skewed(dimension, count), metric);
        Stretch(DenseMetric.From(alone), DenseMetric.From(DiagonalMetric.Identity(dimension))).ShouldBeGreaterThan(1.4);
    }

    [Fact]
    public void A_bad_target_does_not_survive()
    {
        var density = Quadratic.WithCondition(100, 6);
        var metric = FisherMetric.Estimate(MetricShape.Dense, Uniform(density, 60, 1), new DiagonalMetric([1e6, 1, 1e-6, 1, 1, 1e3]));
        Stretch(density, metric).ShouldBeLessThan(1.3);
    }

    [Fact]
    public void The_low_rank_metric_finds_the_few_directions_that_matter()
    {
        // Unit variances but for one wide and one narrow direction, across all coordinates.
        const int dimension = 30;
        double[] wide = [.. Enumerable.Range(0, dimension).Select(_ => 1 / Math.Sqrt(dimension))];
        double[] narrow = [.. wide.Select((entry, i) => i % 2 == 0 ? entry : -entry)];
        var rng = new Rng(3, StreamPurpose.Test, 0);
        ChainState[] states = [.. Enumerable.Range(0, 100).Select(_ =>
        {
            var z = new double[dimension];
            for (var i = 0; i < dimension; i++)
            {
                z[i] = rng.NextNormal();
            }

            return State(Stretched(z, 100, 0.01), [.. Stretched(z, 0.01, 100).Select(entry => -entry)]);
        })];
        var metric = FisherMetric.Estimate(MetricShape.LowRank, states, DiagonalMetric.Identity(dimension)).ShouldBeOfType<LowRankMetric>();
        metric.Rank.ShouldBeInRange(2, 8);
        var exact = new LowRankMetric([.. Enumerable.Repeat(1.0, dimension)], [[.. wide], [.. narrow]], [1e4, 1e-4]);
        Stretch(DenseMetric.From(metric), DenseMetric.From(exact)).ShouldBeLessThan(4);
        Stretch(DenseMetric.From(FisherMetric.Estimate(MetricShape.Diagonal, states, metric)), DenseMetric.From(exact)).ShouldBeGreaterThan(1000);

        double[] Stretched(double[] z, double alongWide, double alongNarrow)
        {
            double ofWide = VectorArithmetic.Dot(wide, z), ofNarrow = VectorArithmetic.Dot(narrow, z);
            return [.. z.Select((entry, i) => entry + (alongWide - 1) * ofWide * wide[i] + (alongNarrow - 1) * ofNarrow * narrow[i])];
        }
    }

    [Theory]
    [InlineData(MetricShape.Diagonal)]
    [InlineData(MetricShape.LowRank)]
    [InlineData(MetricShape.Dense)]
    public void States_that_never_moved_leave_the_target(MetricShape shape)
    {
        var target = DiagonalMetric.Identity(2);
        var state = State([1, 2], [3, 4]);
        FisherMetric.Estimate(shape, [state], target).ShouldBeSameAs(target);
        FisherMetric.Estimate(shape, [state, state, state], target).ShouldBeSameAs(target);
        FisherMetric.Estimate(shape, [state, State([1, 3], [3, 5]), state], target).ShouldBeSameAs(target);
        FisherMetric.Estimate(shape, [state, State([double.MaxValue, -1e300], [-1e300, 0])], target).ShouldBeSameAs(target);
    }

    /// <summary>How far lengths in a metric differ from those in the density's own: 1 when the one is a multiple of the other.</summary>
    private static double Stretch(Quadratic density, IMetric metric)
    {
        var information = new double[density.Dimension * density.Dimension];
        density.Information(new double[density.Dimension], information);
        return Stretch(information, DenseMetric.From(metric));
    }

    private static double Stretch(DenseMetric one, DenseMetric other)
    {
        var dimension = one.Dimension;
        var inverse = new double[dimension * dimension];
        for (var i = 0; i < dimension; i++)
        {
            var column = inverse.AsSpan(i * dimension, dimension);
            column[i] = 1;
            one.Factor.Solve(column);
            one.Factor.SolveTransposed(column);
        }

        return Stretch(inverse, other);
    }

    private static double Stretch(double[] information, DenseMetric metric)
    {
        var dimension = metric.Dimension;
        var whitened = new double[dimension * dimension];
        double[] unit = new double[dimension], column = new double[dimension], image = new double[dimension];
        for (var j = 0; j < dimension; j++)
        {
            Array.Clear(unit);
            unit[j] = 1;
            metric.Factor.Multiply(unit, column);
            for (var i = 0; i < dimension; i++)
            {
                image[i] = VectorArithmetic.Dot(information.AsSpan(i * dimension, dimension), column);
            }

            metric.Factor.MultiplyTransposed(image, whitened.AsSpan(j * dimension, dimension));
        }

        var values = SymmetricEigen.Decompose(whitened, dimension)!.Values;
        return Math.Sqrt(values[^1] / values[0]);
    }

    private static ChainState[] Uniform(Quadratic density, int count, double distance)
    {
        var rng = new Rng(1, StreamPurpose.Test, 0);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var position = new double[density.Dimension];
            for (var i = 0; i < position.Length; i++)
            {
                position[i] = distance + rng.NextDouble();
            }

            return ChainState.Init(density, position);
        })];
    }

    private static ChainState[] Skewed(int dimension, int count)
    {
        const double bend = 0.4;
        var rng = new Rng(2, StreamPurpose.Test, 0);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            double[] position = new double[dimension], gradient = new double[dimension];
            for (var i = 0; i < dimension; i++)
            {
                var z = rng.NextNormal();
                var stretch = Math.Exp(bend * z);
                position[i] = stretch / bend;
                gradient[i] = (-z - bend) / stretch;
            }

            return State(position, gradient);
        })];
    }

    private static ChainState State(double[] position, double[] gradient) => new([.. position], 0, ImmutableArray.Create(gradient));
}
