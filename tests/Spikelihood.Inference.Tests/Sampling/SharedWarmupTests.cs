using System.Collections.Concurrent;
using System.Collections.Immutable;
using Spikelihood.Inference.Sampling;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Inference.Tests.Sampling;

/// <summary>A correlated normal density of condition 10⁴ in six coordinates, from the metric that knows nothing of it.</summary>
public class SharedWarmupTests
{
    private const int Dimension = 6;
    private static readonly Quadratic Density = Quadratic.WithCondition(1e4, Dimension);
    private static readonly IMetric Ignorant = DiagonalMetric.Identity(Dimension);

    public static TheoryData<MetricShape> Shapes => [MetricShape.Diagonal, MetricShape.LowRank, MetricShape.Dense];

    public static TheoryData<int, int, MetricShape> ShortWarmups
    {
        get
        {
            var data = new TheoryData<int, int, MetricShape>();
            foreach (var warmup in new[] { 0, 1, 2, 3, 5, 9, 20 })
            {
                foreach (var chains in new[] { 1, 4 })
                {
                    foreach (var shape in Enum.GetValues<MetricShape>())
                    {
                        data.Add(warmup, chains, shape);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Chains_are_the_same_on_any_number_of_threads(MetricShape shape)
    {
        var options = new SamplingOptions { Warmup = 60, Draws = 20, Metric = shape };
        var alone = Run(options, 3, Workers.One);
        var together = Run(options, 3, new Workers(3));
        for (var chain = 0; chain < 3; chain++)
        {
            together[chain].WarmupGradients.ShouldBe(alone[chain].WarmupGradients);
            together[chain].Transitions.SequenceEqual(alone[chain].Transitions).ShouldBeTrue();
            together[chain].Draws.Select(draw => draw.Position.ToArray()).ShouldBe(alone[chain].Draws.Select(draw => draw.Position.ToArray()));
        }

        // The number of the first chain chooses the streams.
        var others = new SharedWarmup(Density, options, 1, Workers.One).Run(Starts(3), Ignorant, firstChain: 3);
        others[0].State.Position.ShouldNotBe(Warm(options, 3)[0].State.Position);
    }

    [Fact]
    public void All_chains_leave_with_one_metric_and_one_step_size()
    {
        var chains = Run(new() { Warmup = 60, Draws = 5 }, 4, Workers.One);
        chains.ShouldAllBe(chain => ReferenceEquals(chain.Metric, chains[0].Metric));
        chains.SelectMany(chain => chain.Transitions).Select(transition => transition.StepSize).Distinct().Count().ShouldBe(1);
        chains.Select(chain => chain.State.Position[0]).Distinct().Count().ShouldBe(4, "each has its own random stream");
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(0.85)]
    [InlineData(0.95)]
    public void Draws_have_the_acceptance_that_was_asked_for(double target)
    {
        var chains = Run(new() { Warmup = 150, Draws = 200, TargetAcceptance = target }, 4, Workers.One);
        chains.SelectMany(chain => chain.Transitions).Average(transition => transition.Acceptance).ShouldBe(target, 0.05);
        chains.Sum(chain => chain.Divergences).ShouldBe(0);
    }

    [Fact]
    public void The_metric_is_the_covariance_of_a_normal_density()
    {
        var metric = (DenseMetric)Warm(new() { Warmup = 150 }, 4)[0].Metric;
        var information = new double[Dimension * Dimension];
        Density.Information(new double[Dimension], information);
        var product = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfColumnMajor(Dimension, Dimension, information)
            .Multiply(MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfColumnMajor(Dimension, Dimension, metric.Covariance.ToArray()));
        product.Evd().EigenValues.Select(value => value.Real).ShouldAllBe(value => value > 0.8 && value < 1.25);
    }

    [Fact]
    public void Draws_asked_for_later_are_those_that_would_have_come_at_first()
    {
        var options = new SamplingOptions { Warmup = 40, Draws = 30 };
        var whole = Run(options, 2, Workers.One);
        var half = new ChainRunner(Density, options with { Draws = 15 }, 1, Workers.One);
        var twice = half.Continue(half.Continue(Warm(options, 2)));
        for (var chain = 0; chain < 2; chain++)
        {
            twice[chain].Transitions.SequenceEqual(whole[chain].Transitions).ShouldBeTrue();
            twice[chain].Draws.Select(draw => draw.Position.ToArray()).ShouldBe(whole[chain].Draws.Select(draw => draw.Position.ToArray()));
        }
    }

    [Theory]
    [MemberData(nameof(ShortWarmups))]
    public void Any_length_of_warm_up_runs(int warmup, int chains, MetricShape shape)
    {
        var told = new ConcurrentQueue<ChainProgress>();
        var options = new SamplingOptions { Warmup = warmup, Draws = 3, Metric = shape };
        var warm = new SharedWarmup(Density, options, 1, Workers.One).Run(Starts(chains), Ignorant, told.Enqueue);
        told.Count.ShouldBe(warmup * chains);
        told.Where(progress => progress.Chain == 0).Select(progress => progress.Warmup).ShouldBe(Enumerable.Range(1, warmup));
        warm.ShouldAllBe(chain => chain.WarmupGradients > warmup);
        new ChainRunner(Density, options, 1, Workers.One).Continue(warm).ShouldAllBe(chain => chain.Draws.Length == 3);
        if (warmup == 0)
        {
            warm.ShouldAllBe(chain => ReferenceEquals(chain.Metric, Ignorant));
        }
    }

    [Fact]
    public void One_coordinate_is_enough()
    {
        var density = new Formula(1, (x, gradient) =>
        {
            gradient[0] = -x[0] / 9;
            return -x[0] * x[0] / 18;
        });
        var options = new SamplingOptions { Warmup = 60, Draws = 200 };
        var warm = new SharedWarmup(density, options, 1, Workers.One).Run([[1.0], [-2.0]], DiagonalMetric.Identity(1));
        var variances = new double[1];
        warm[0].Metric.Variances(variances);
        variances[0].ShouldBe(9, 1e-6);
        new ChainRunner(density, options, 1, Workers.One).Continue(warm).Sum(chain => chain.Gradients).ShouldBe(density.Evaluations);
    }

    [Fact]
    public void A_start_that_cannot_be_one_is_named()
    {
        var warmup = new SharedWarmup(Formula.Fenced(2), new() { Warmup = 10 }, 1, Workers.One);
        Should.Throw<ArgumentException>(() => warmup.Run([[1, 1], [-1, 1]], DiagonalMetric.Identity(2))).Message.ShouldContain("Chain 1 cannot begin");
        Should.Throw<ArgumentException>(() => warmup.Run([[1, 1]], DiagonalMetric.Identity(3))).Message.ShouldContain("2 coordinates");
    }

    private static ImmutableArray<Chain> Run(SamplingOptions options, int chains, Workers workers) =>
        new ChainRunner(Density, options, 1, workers).Continue(
            new SharedWarmup(Density, options, 1, workers).Run(Starts(chains), Ignorant));

    private static ImmutableArray<Chain> Warm(SamplingOptions options, int chains) =>
        new SharedWarmup(Density, options, 1, Workers.One).Run(Starts(chains), Ignorant);

    private static ImmutableArray<double>[] Starts(int chains) =>
        [.. Enumerable.Range(0, chains).Select(chain => Enumerable.Range(0, Dimension).Select(i => 0.1 * chain + Math.Cos(i)).ToImmutableArray())];
}
