using System.Collections.Immutable;
using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.Evidence;
using Spikelihood.Inference.Sampling;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Evidence;

public class BridgeSamplingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, null)]
    [InlineData(4, null)]
    [InlineData(4, 5.0)]
    [InlineData(20, null)]
    [InlineData(20, 5.0)]
    public void The_constant_of_a_normal_density_is_found_within_its_stated_error(int dimension, double? freedom)
    {
        var target = new KnownTarget(KnownTarget.Normal(dimension), -1234.5);
        var rng = new Rng(1, StreamPurpose.Test, 1);
        ImmutableArray<ChainState>[] chains = [target.Chain(ref rng, 600), target.Chain(ref rng, 600)];
        var estimate = BridgeSampling.Estimate(target, chains, ref rng, Workers.One, new BridgeOptions { DegreesOfFreedom = freedom }, Stop)!;
        estimate.LogEvidence.ShouldBe(target.LogEvidence, 3.5 * estimate.Error);
        estimate.Error.ShouldBeLessThan(0.08);
        target.Evaluations.ShouldBe(600);
        estimate.Evaluations.ShouldBe(600);
        estimate.InsideShare.ShouldBe(1);
    }

    [Fact]
    public void The_stated_error_is_the_scatter_over_repeats_even_when_draws_are_correlated()
    {
        var target = new KnownTarget(KnownTarget.Normal(6), 3);
        double squares = 0, stated = 0;
        const int repeats = 60;
        for (ulong repeat = 0; repeat < repeats; repeat++)
        {
            var rng = new Rng(2, StreamPurpose.Test, repeat);
            ImmutableArray<ChainState>[] chains = [target.Chain(ref rng, 500, 0.8), target.Chain(ref rng, 500, 0.8)];
            var options = new BridgeOptions { ProposalDraws = 300 };
            var estimate = BridgeSampling.Estimate(target, chains, ref rng, Workers.One, options, Stop)!;
            squares += Math.Pow((estimate.LogEvidence - 3) / estimate.Error, 2);
            stated += estimate.Error / repeats;
        }

        // The ratio has a relative standard error of 1/√(2 · 60) = 0.09.
        Math.Sqrt(squares / repeats).ShouldBeInRange(0.7, 1.35);
        stated.ShouldBeLessThan(0.06);
    }

    [Fact]
    public void A_bent_density_costs_precision_and_not_honesty()
    {
        var target = new KnownTarget(new Banana(1.5, 0.3), -7);
        var squares = 0.0;
        for (ulong repeat = 0; repeat < 30; repeat++)
        {
            var rng = new Rng(3, StreamPurpose.Test, repeat);
            var estimate = BridgeSampling.Estimate(target, [target.Chain(ref rng, 1000)], ref rng, Workers.One, cancellation: Stop)!;
            squares += Math.Pow((estimate.LogEvidence + 7) / estimate.Error, 2);
            estimate.Error.ShouldBeInRange(0.03, 0.15);
        }

        Math.Sqrt(squares / 30).ShouldBeInRange(0.6, 1.45);
    }

    [Fact]
    public void Heavy_tails_are_bridged_by_a_normal_proposal_too()
    {
        var target = new KnownTarget(new MultivariateStudent(KnownTarget.Normal(3), 4), 5);
        var rng = new Rng(4, StreamPurpose.Test, 0);
        var chain = target.Chain(ref rng, 4000);
        var normal = BridgeSampling.Estimate(target, [chain], ref rng, Workers.One, cancellation: Stop)!;
        var student = BridgeSampling.Estimate(target, [chain], ref rng, Workers.One, new BridgeOptions { DegreesOfFreedom = 4 }, Stop)!;
        normal.LogEvidence.ShouldBe(5, 3.5 * normal.Error);
        student.LogEvidence.ShouldBe(5, 3.5 * student.Error);
        student.Error.ShouldBeLessThan(normal.Error);
    }

    [Fact]
    public void Each_of_two_modes_has_its_own_constant_and_both_add_up()
    {
        ImmutableArray<MultivariateNormal> modes = [KnownTarget.Normal(5), KnownTarget.Normal(5, 10, 0.7)];
        var target = new KnownTarget(new MixtureDensity(modes, [0.3, 0.7]), 11);
        var map = new NearestMode(modes);
        var rng = new Rng(5, StreamPurpose.Test, 0);
        double[] weights = [0.3, 0.7];
        var whole = 0.0;
        for (var mode = 0; mode < 2; mode++)
        {
            var chain = new KnownTarget(modes[mode], 11 + Math.Log(weights[mode])).Chain(ref rng, 1500);
            var estimate = BridgeSampling.Estimate(target, [chain], ref rng, Workers.One, new BridgeOptions { Region = map.Of(mode) }, Stop)!;
            estimate.LogEvidence.ShouldBe(11 + Math.Log(weights[mode]), 3.5 * estimate.Error);
            estimate.Error.ShouldBeLessThan(0.04);
            whole += Math.Exp(estimate.LogEvidence);
        }

        Math.Log(whole).ShouldBe(11, 0.1);
    }

    [Fact]
    public void Touching_modes_add_up_because_neither_counts_what_is_the_others()
    {
        // Two unit normals 3 standard deviations apart, each of weight 1/2; the wall stands half way, so both parts hold exactly half.
        ImmutableArray<MultivariateNormal> modes =
            [MultivariateNormal.TryCreate([-1.5, 0], [1, 0, 0, 1])!, MultivariateNormal.TryCreate([1.5, 0], [1, 0, 0, 1])!];
        var target = new KnownTarget(new MixtureDensity(modes), 0);
        var map = new NearestMode(modes);
        var rng = new Rng(6, StreamPurpose.Test, 0);
        ImmutableArray<ChainState>[] chains = [target.Chain(ref rng, 4000)];
        for (var mode = 0; mode < 2; mode++)
        {
            var before = target.Evaluations;
            var estimate = BridgeSampling.Estimate(target, chains, ref rng, Workers.One, new BridgeOptions { Region = map.Of(mode) }, Stop)!;
            estimate.LogEvidence.ShouldBe(Math.Log(0.5), 3.5 * estimate.Error);
            estimate.Error.ShouldBeLessThan(0.03);
            estimate.InsideShare.ShouldBeInRange(0.85, 0.99);
            (target.Evaluations - before).ShouldBe(estimate.Evaluations);
        }
    }

    [Fact]
    public void Every_number_of_threads_gives_the_same_bits()
    {
        var target = new KnownTarget(KnownTarget.Normal(4), 0);
        var rng = new Rng(8, StreamPurpose.Test, 0);
        ImmutableArray<ChainState>[] chains = [target.Chain(ref rng, 200)];
        Rng first = rng, second = rng;
        var one = BridgeSampling.Estimate(target, chains, ref first, Workers.One, cancellation: Stop);
        var four = BridgeSampling.Estimate(target, chains, ref second, new Workers(4), cancellation: Stop);
        four.ShouldBe(one);
    }

    [Fact]
    public void Draws_that_do_not_vary_or_lie_elsewhere_give_no_estimate()
    {
        var target = new KnownTarget(KnownTarget.Normal(2), 0);
        var rng = new Rng(9, StreamPurpose.Test, 0);
        var chain = target.Chain(ref rng, 100);
        BridgeSampling.Estimate(target, [[.. Enumerable.Repeat(chain[0], 100)]], ref rng, Workers.One, cancellation: Stop).ShouldBeNull();
        BridgeSampling.Estimate(target, [chain], ref rng, Workers.One, new BridgeOptions { Region = _ => false }, Stop).ShouldBeNull();
    }
}
