using System.Collections.Concurrent;
using System.Collections.Immutable;
using Spikelihood.Inference.Sampling;
using Spikelihood.Inference.Tests.Sampling.Posteriors;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Inference.Tests.Sampling;

public class ChainRunnerTests
{
    private static readonly SamplingOptions Short = new() { Warmup = 60, Draws = 40 };
    private static readonly ChainStart[] Starts = [.. Enumerable.Range(0, 5).Select(chain => new ChainStart([0.1 * chain, 0.2, 0, -0.1]))];

    public static TheoryData<MetricShape> Shapes => [MetricShape.Diagonal, MetricShape.LowRank, MetricShape.Dense];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Draws_are_the_same_on_any_number_of_threads(MetricShape shape)
    {
        var options = Short with { Metric = shape };
        var alone = new ChainRunner(new Garch(), options, 3, Workers.One).Run(Starts);
        var together = new ChainRunner(new Garch(), options, 3, new Workers(4)).Run(Starts);
        ShouldBeTheSame(together, alone);

        // Nor do chains depend on each other, only on their number.
        ShouldBeTheSame(new ChainRunner(new Garch(), options, 3, Workers.One).Run([Starts[2]], firstChain: 2), [alone[2]]);
        new ChainRunner(new Garch(), options, 4, Workers.One).Run(Starts)[0].Draws[0].Position.ShouldNotBe(alone[0].Draws[0].Position);
    }

    [Fact]
    public void Draws_asked_for_later_are_those_that_would_have_come_at_first()
    {
        var whole = new ChainRunner(new Garch(), Short, 3, Workers.One).Run(Starts);
        var runner = new ChainRunner(new Garch(), Short with { Draws = Short.Draws / 2 }, 3, new Workers(2));
        ShouldBeTheSame(runner.Continue(runner.Run(Starts)), whole);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Units_of_the_coordinates_do_not_matter_to_the_last_bit(MetricShape shape)
    {
        // Powers of two scale without rounding, so any absolute constant in units of a coordinate would show.
        double[] units = [Math.Pow(2, -40), 1, Math.Pow(2, 33), Math.Pow(2, -7)];
        var density = new Arma();
        var scaled = new Formula(4, (x, gradient) =>
        {
            var position = x.ToArray().Zip(units, (a, b) => a / b).ToArray();
            var value = density.Evaluate(position, gradient);
            for (var i = 0; i < 4; i++)
            {
                gradient[i] /= units[i];
            }

            return value;
        });
        var options = new SamplingOptions { Warmup = 150, Draws = 50, Metric = shape };
        var plain = new ChainRunner(density, options, 1, Workers.One).Run(Starts[..2]);
        ChainStart[] starts = [.. Starts[..2].Select(start => new ChainStart([.. start.Position.Zip(units, (a, b) => a * b)]))];
        var other = new ChainRunner(scaled, options, 1, Workers.One).Run(starts);
        for (var chain = 0; chain < 2; chain++)
        {
            other[chain].Transitions.SequenceEqual(plain[chain].Transitions).ShouldBeTrue();
            for (var draw = 0; draw < 50; draw++)
            {
                other[chain].Draws[draw].Position.Zip(units, (a, b) => a / b).ShouldBe(plain[chain].Draws[draw].Position);
            }
        }
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.9)]
    [InlineData(0.95)]
    public void Chains_have_the_acceptance_that_was_asked_for(double target)
    {
        var run = ReferenceRun.Of("arK", new() { TargetAcceptance = target });
        run.Chains.Average(chain => chain.Transitions.Average(transition => transition.Acceptance)).ShouldBe(target, 0.04);
    }

    [Fact]
    public void A_metric_given_at_the_start_is_used_from_the_first_transition()
    {
        // Condition 10⁸: without the metric the first transitions would run to the depth allowed.
        var density = Quadratic.WithCondition(1e8, 10);
        var information = new double[100];
        density.Information(new double[10], information);
        var inverse = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfColumnMajor(10, 10, information).Inverse();
        var metric = new DenseMetric((inverse + inverse.Transpose()).Multiply(0.5).ToColumnMajorArray(), 10);
        var start = Enumerable.Range(0, 10).Select(i => Math.Cos(i)).ToImmutableArray();
        var options = new SamplingOptions { Warmup = 100, Draws = 400 };
        var deepest = 0;
        var runner = new ChainRunner(density, options, 1, Workers.One);
        var chain = runner.Run([new(start, metric)], progress => deepest = Math.Max(deepest, progress.Info.Depth))[0];
        deepest.ShouldBeLessThanOrEqualTo(4);
        chain.WarmupGradients.ShouldBeLessThan(1000);
        chain.Divergences.ShouldBe(0);

        // And it is what a warm-up of no length leaves.
        new ChainRunner(density, new() { Warmup = 0, Draws = 5 }, 1, Workers.One).Run([new(start, metric)])[0].Metric.ShouldBeSameAs(metric);
    }

    [Fact]
    public void Every_transition_is_told_with_what_it_cost()
    {
        var density = new Formula(2, (x, gradient) =>
        {
            (gradient[0], gradient[1]) = (-x[0], -4 * x[1]);
            return -x[0] * x[0] / 2 - 2 * x[1] * x[1];
        });
        var told = new ConcurrentQueue<ChainProgress>();
        var chains = new ChainRunner(density, Short, 1, new Workers(2)).Run([new([1, 1]), new([-1, 0])], told.Enqueue, firstChain: 7);
        told.Count.ShouldBe(200);
        chains.Sum(chain => chain.Gradients).ShouldBe(density.Evaluations);
        for (var chain = 0; chain < 2; chain++)
        {
            var own = told.Where(progress => progress.Chain == 7 + chain).ToArray();
            own.Select(progress => (progress.Warmup, progress.Draws)).ShouldBe(
                Enumerable.Range(1, 60).Select(done => (done, 0)).Concat(Enumerable.Range(1, 40).Select(done => (60, done))));
            own[60..].Select(progress => progress.State).ShouldBe(chains[chain].Draws);
            own[60..].Select(progress => progress.Info).ShouldBe(chains[chain].Transitions);
            own[59].Divergences.ShouldBe(chains[chain].WarmupDivergences);
            own[59].Gradients.ShouldBe(chains[chain].WarmupGradients);
            own[^1].Gradients.ShouldBe(chains[chain].Gradients);
            own[^1].Divergences.ShouldBe(chains[chain].Divergences);
        }
    }

    [Fact]
    public void A_run_can_be_stopped_between_transitions()
    {
        using var source = new CancellationTokenSource();
        var told = 0;
        Should.Throw<OperationCanceledException>(() => new ChainRunner(new Arma(), Short, 1, Workers.One).Run(
            Starts,
            _ =>
            {
                if (++told == 25)
                {
                    source.Cancel();
                }
            },
            cancellation: source.Token));
        told.ShouldBe(25);
    }

    [Fact]
    public void A_start_that_cannot_be_one_is_named()
    {
        var runner = new ChainRunner(Formula.Fenced(2), Short, 1, Workers.One);
        Should.Throw<ArgumentException>(() => runner.Run([new([1, 1]), new([-1, 1])])).Message.ShouldContain("Chain 1 cannot begin");
        Should.Throw<ArgumentException>(() => runner.Run([new([1])])).Message.ShouldContain("2 coordinates");
        Should.Throw<ArgumentException>(() => runner.Run([new([1, 1], DiagonalMetric.Identity(3))])).Message.ShouldContain("2 coordinates");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(20)]
    public void Any_length_of_warm_up_runs(int warmup)
    {
        var chain = new ChainRunner(new Garch(), new() { Warmup = warmup, Draws = 3 }, 1, Workers.One).Run([Starts[0]])[0];
        chain.Draws.Length.ShouldBe(3);
        chain.WarmupGradients.ShouldBeGreaterThan(warmup);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(150)]
    [InlineData(1000)]
    public void Metrics_are_estimated_from_ever_longer_windows_and_the_last_window_is_for_the_step_size(int warmup)
    {
        var updates = new WarmupSchedule(warmup).Updates;
        updates[0].ShouldBe(10);
        updates.ShouldBe(updates.Distinct().Order());
        (warmup - updates[^1]).ShouldBeInRange(10, warmup / 8);
        updates.Zip(updates.Skip(1), (a, b) => (double)b / a).ShouldAllBe(growth => growth > 1.15 && growth < 1.7);
        updates.ShouldAllBe(done => WarmupSchedule.WindowStart(done) == done / 2);
    }

    private static void ShouldBeTheSame(ImmutableArray<Chain> one, ImmutableArray<Chain> other)
    {
        one.Length.ShouldBe(other.Length);
        for (var chain = 0; chain < one.Length; chain++)
        {
            one[chain].Transitions.SequenceEqual(other[chain].Transitions).ShouldBeTrue();
            one[chain].WarmupGradients.ShouldBe(other[chain].WarmupGradients);
            one[chain].Draws.Length.ShouldBe(other[chain].Draws.Length);
            for (var draw = 0; draw < one[chain].Draws.Length; draw++)
            {
                one[chain].Draws[draw].Position.ShouldBe(other[chain].Draws[draw].Position);
            }
        }
    }
}
