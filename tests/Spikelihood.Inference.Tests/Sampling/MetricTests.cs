using System.Collections.Immutable;
using Spikelihood.Inference.Sampling;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Sampling;

public class MetricTests
{
    private static readonly double[] Covariance = [4, 1.2, -0.3, 1.2, 1, 0.1, -0.3, 0.1, 0.25];

    private static readonly LowRankMetric LowRank = new(
        [2, 0.5, 3], [[0.6, 0.8, 0], [0, 0, 1]], [9, 0.04]);

    public static TheoryData<string> Shapes => ["diagonal", "dense", "low rank"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Momenta_have_the_inverse_of_the_matrix_that_makes_velocities(string shape)
    {
        const int draws = 200_000;
        var metric = Metric(shape);
        var rng = new Rng(1, StreamPurpose.Test, 0);
        double[] momentum = new double[3], velocity = new double[3], sum = new double[9];
        for (var draw = 0; draw < draws; draw++)
        {
            metric.DrawMomentum(ref rng, momentum);
            metric.Velocity(momentum, velocity);
            for (var entry = 0; entry < 9; entry++)
            {
                sum[entry] += velocity[entry / 3] * momentum[entry % 3] / draws;
            }
        }

        // E[M⁻¹p pᵀ] is the identity in every metric; off the diagonal entries carry the ratio of two coordinates' units.
        var scales = new double[3];
        metric.Variances(scales);
        for (var entry = 0; entry < 9; entry++)
        {
            var unit = Math.Sqrt(scales[entry / 3] / scales[entry % 3]);
            sum[entry].ShouldBe(entry % 4 == 0 ? 1 : 0, 0.03 * unit * (shape == "low rank" ? 3 : 2));
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_dense_form_of_a_metric_has_the_same_velocities_and_variances(string shape)
    {
        var metric = Metric(shape);
        var dense = DenseMetric.From(metric);
        double[] momentum = [0.3, -2, 1], one = new double[3], other = new double[3];
        metric.Velocity(momentum, one);
        dense.Velocity(momentum, other);
        metric.Variances(momentum);
        for (var i = 0; i < 3; i++)
        {
            one[i].ShouldBe(other[i], 1e-13);
            dense.Covariance[i * 4].ShouldBe(momentum[i], 1e-13);
        }
    }

    [Fact]
    public void The_matrix_of_a_dense_metric_is_the_covariance_it_was_made_from()
    {
        var velocity = new double[3];
        new DenseMetric(Covariance, 3).Velocity([0, 1, 0], velocity);
        velocity.ShouldBe([1.2, 1, 0.1]);
    }

    [Fact]
    public void A_matrix_that_is_no_covariance_is_refused()
    {
        Should.Throw<ArgumentException>(() => new DenseMetric([1, 2, 2, 1], 2)).Message.ShouldContain("positive definite");
        Should.Throw<ArgumentException>(() => new DenseMetric([1, 2, 2], 2)).Message.ShouldContain("square matrix of 2");
        Should.Throw<ArgumentException>(() => new DiagonalMetric([1, double.NaN])).Message.ShouldContain("positive and finite");
        Should.Throw<ArgumentException>(() => new LowRankMetric([1, 1], [[1, 0]], [-1])).Message.ShouldContain("positive and finite");
        Should.Throw<ArgumentException>(() => new LowRankMetric([1, 1], [[1, 0]], [])).Message.ShouldContain("1 directions");
    }

    private static IMetric Metric(string shape) => shape switch
    {
        "diagonal" => new DiagonalMetric(ImmutableArray.Create(4, 0.01, 1e6)),
        "dense" => new DenseMetric(Covariance, 3),
        _ => LowRank,
    };
}
