using System.Collections.Immutable;
using Spikelihood.Inference.Approximations;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Evidence;
using Spikelihood.Inference.Tests.TestDensities;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Inference.Tests.Evidence;

public class TemperedSmcTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    public void The_evidence_of_a_normal_density_is_found_from_a_wide_start(int dimension)
    {
        var target = new KnownTarget(KnownTarget.Normal(dimension), -321);
        var start = Wide(KnownTarget.Normal(dimension, 1), 3);
        var result = TemperedSmc.Run(target, start, 1, Workers.One, cancellation: Stop)!;
        result.LogEvidence.ShouldBe(-321, 4 * result.LogEvidenceError);
        result.LogEvidenceError.ShouldBeLessThan(0.6);
        result.Gradients.ShouldBe(target.Evaluations);
        result.Particles.Sum(particle => particle.Weight).ShouldBe(1, 1e-12);
        result.Stages[^1].Temperature.ShouldBe(1);
        result.Stages.ShouldAllBe(stage => stage.Acceptance > 0.5);
        result.Stages[..^1].ShouldAllBe(stage => Math.Abs(stage.EffectiveShare - 0.5) < 1e-6);
    }

    [Fact]
    public void Particles_have_the_moments_of_the_density()
    {
        var truth = KnownTarget.Normal(4);
        var options = new TemperedSmcOptions { Particles = 2000 };
        var result = TemperedSmc.Run(new KnownTarget(truth, 0), Wide(KnownTarget.Normal(4, 1), 3), 2, Workers.One, options, cancellation: Stop)!;
        for (var i = 0; i < 4; i++)
        {
            var sd = Math.Sqrt(truth.Covariance[i * 5]);
            var mean = result.Particles.Sum(particle => particle.Weight * particle.Position[i]);
            var square = result.Particles.Sum(particle => particle.Weight * Math.Pow(particle.Position[i] - mean, 2));
            mean.ShouldBe(truth.Mean[i], 0.12 * sd);
            Math.Sqrt(square).ShouldBe(sd, 0.1 * sd);
        }
    }

    [Fact]
    public void The_stated_error_is_the_scatter_over_seeds()
    {
        var start = Wide(KnownTarget.Normal(4, 1), 3);
        double squares = 0, stated = 0;
        const int seeds = 40;
        for (ulong seed = 0; seed < seeds; seed++)
        {
            var target = new KnownTarget(KnownTarget.Normal(4), 8);
            var result = TemperedSmc.Run(target, start, seed, Workers.One, new TemperedSmcOptions { Particles = 128 }, cancellation: Stop)!;
            squares += Math.Pow(result.LogEvidence - 8, 2) / seeds;
            stated += Math.Pow(result.LogEvidenceError, 2) / seeds;
        }

        Math.Sqrt(squares / stated).ShouldBeInRange(0.65, 1.4);
    }

    [Fact]
    public void The_weights_of_two_far_modes_are_found_from_wrong_ones_within_the_stated_errors()
    {
        ImmutableArray<MultivariateNormal> modes = [KnownTarget.Normal(5), KnownTarget.Normal(5, 10, 0.5)];
        var options = new TemperedSmcOptions { Modes = new NearestMode(modes) };
        var start = new MixtureDensity(modes.Select(mode => new MultivariateStudent(mode, 5)), [0.8, 0.2]);
        double apart = 0, stated = 0;
        const int seeds = 20;
        for (ulong seed = 0; seed < seeds; seed++)
        {
            var target = new KnownTarget(new MixtureDensity(modes, [0.3, 0.7]), 11);
            var result = TemperedSmc.Run(target, start, seed, Workers.One, options, cancellation: Stop)!;
            result.Shares.Sum(share => share.Share).ShouldBe(1, 1e-12);
            result.Shares[0].Error.ShouldBe(result.Shares[1].Error, 1e-9);
            result.LogEvidence.ShouldBe(11, 5 * result.LogEvidenceError);
            apart += Math.Pow(result.Shares[0].Share - 0.3, 2) / seeds;
            stated += Math.Pow(result.Shares[0].Error, 2) / seeds;
        }

        Math.Sqrt(stated).ShouldBeLessThan(0.03);
        Math.Sqrt(apart / stated).ShouldBeInRange(0.6, 1.5);
    }

    [Fact]
    public void Particles_that_have_far_to_go_are_not_biased_by_the_shape_learned_from_them()
    {
        // From thirty times too wide in each of fourteen coordinates, 23 rises. Were each particle part of its own metric, the mean error would be -0.9 nats.
        var truth = KnownTarget.Normal(14);
        double[] wide = [.. truth.Covariance.Select((entry, place) => place % 15 == 0 ? 900 * entry : 0)];
        var start = MultivariateNormal.TryCreate(KnownTarget.Normal(14, 3).Mean.AsSpan(), wide)!;
        double bias = 0, squares = 0, stated = 0;
        const int seeds = 10;
        for (ulong seed = 0; seed < seeds; seed++)
        {
            var result = TemperedSmc.Run(new KnownTarget(truth, 11), start, seed, Workers.One, cancellation: Stop)!;
            bias += (result.LogEvidence - 11) / seeds;
            squares += Math.Pow(result.LogEvidence - 11, 2) / seeds;
            stated += Math.Pow(result.LogEvidenceError, 2) / seeds;
        }

        bias.ShouldBe(0, 0.45);
        Math.Sqrt(squares / stated).ShouldBeInRange(0.6, 1.5);
    }

    [Fact]
    public void Two_thousand_gradients_tell_the_weights_of_two_modes_in_fourteen_dimensions_to_a_hundredth()
    {
        // The approximations at the modes are too narrow or too wide by a fifth, and weighted evenly.
        ImmutableArray<MultivariateNormal> modes = [KnownTarget.Normal(14), KnownTarget.Normal(14, 10, 0.5)];
        ImmutableArray<MultivariateNormal> guesses = [KnownTarget.Normal(14, 0, 0.8), KnownTarget.Normal(14, 10, 0.6)];
        var start = new MixtureDensity(guesses.Select(mode => new MultivariateStudent(mode, 5)));
        var options = new TemperedSmcOptions { Modes = new NearestMode(guesses), Moves = 1 };
        double apart = 0, stated = 0;
        const int seeds = 10;
        for (ulong seed = 0; seed < seeds; seed++)
        {
            var target = new KnownTarget(new MixtureDensity(modes, [0.1, 0.9]), 0);
            var result = TemperedSmc.Run(target, start, seed, Workers.One, options, cancellation: Stop)!;
            result.Gradients.ShouldBeLessThan(3000);
            apart += Math.Pow(result.Shares[0].Share - 0.1, 2) / seeds;
            stated += Math.Pow(result.Shares[0].Error, 2) / seeds;
        }

        Math.Sqrt(stated).ShouldBeLessThan(0.02);
        Math.Sqrt(apart / stated).ShouldBeInRange(0.6, 1.5);
    }

    [Fact]
    public void Both_modes_are_found_from_a_prior_that_knows_of_neither()
    {
        var hills = new TwoHills(4, 0.7);
        var start = MultivariateNormal.TryCreate([0, 0, 0, 0], [36, 0, 0, 0, 0, 36, 0, 0, 0, 0, 36, 0, 0, 0, 0, 36])!;
        ImmutableArray<MultivariateNormal> modes =
            [LaplaceApproximation.Measure(hills, [4, 0, 0, 0], Workers.One)!.Normal, LaplaceApproximation.Measure(hills, [-4, 0, 0, 0], Workers.One)!.Normal];
        var options = new TemperedSmcOptions { Particles = 512, Modes = new NearestMode(modes) };
        var result = TemperedSmc.Run(hills, start, 3, Workers.One, options, cancellation: Stop)!;
        result.Shares[0].Share.ShouldBe(0.7, 4 * result.Shares[0].Error);
        result.Shares[0].Error.ShouldBeLessThan(0.1);
        result.LogEvidence.ShouldBe(2 * Math.Log(2 * Math.PI), 4 * result.LogEvidenceError);
    }

    [Fact]
    public void Bent_and_heavy_tailed_densities_are_no_obstacle()
    {
        (INormalisedDensity Shape, INormalisedDensity Start)[] cases =
        [
            (new Banana(1.5, 0.3), MultivariateNormal.TryCreate([0, 0], [16, 0, 0, 16])!),
            (new MultivariateStudent(KnownTarget.Normal(2), 4), Wide(KnownTarget.Normal(2, 1), 3)),
        ];
        foreach (var (shape, start) in cases)
        {
            var result = TemperedSmc.Run(new KnownTarget(shape, 6), start, 4, Workers.One, cancellation: Stop)!;
            result.LogEvidence.ShouldBe(6, 4 * result.LogEvidenceError);
            result.LogEvidenceError.ShouldBeLessThan(0.5);
        }
    }

    [Fact]
    public void Every_number_of_threads_gives_the_same_bits()
    {
        var target = new KnownTarget(new MixtureDensity([KnownTarget.Normal(3), KnownTarget.Normal(3, 9)], [0.3, 0.7]), 0);
        var options = new TemperedSmcOptions { Particles = 64, Modes = new NearestMode([KnownTarget.Normal(3), KnownTarget.Normal(3, 9)]) };
        var start = Wide(KnownTarget.Normal(3, 4), 5);
        var one = TemperedSmc.Run(target, start, 5, Workers.One, options, cancellation: Stop)!;
        var four = TemperedSmc.Run(target, start, 5, new Workers(4), options, cancellation: Stop)!;
        four.LogEvidence.ShouldBe(one.LogEvidence);
        four.LogEvidenceError.ShouldBe(one.LogEvidenceError);
        four.Shares.ShouldBe(one.Shares);
        four.Stages.ShouldBe(one.Stages);
        four.Particles.Select(particle => particle.LogDensity).ShouldBe(one.Particles.Select(particle => particle.LogDensity));
        four.Particles.Select(particle => particle.Weight).ShouldBe(one.Particles.Select(particle => particle.Weight));
        var other = TemperedSmc.Run(target, start, 6, Workers.One, options, cancellation: Stop)!;
        other.LogEvidence.ShouldNotBe(one.LogEvidence);
    }

    [Fact]
    public void Particles_where_the_density_has_no_value_are_lost_and_counted()
    {
        // A normal density on one side of a fence: the start lies across it.
        var half = new Formula(1, (x, g) =>
        {
            g[0] = -x[0];
            return x[0] > 0 ? -0.5 * x[0] * x[0] : double.NaN;
        });
        var start = MultivariateNormal.TryCreate([0], [4])!;
        var result = TemperedSmc.Run(half, start, 7, Workers.One, new TemperedSmcOptions { Particles = 512 }, cancellation: Stop)!;
        result.LogEvidence.ShouldBe(0.5 * Math.Log(2 * Math.PI) - Math.Log(2), 4 * result.LogEvidenceError);
        result.Particles.Where(particle => particle.Weight > 0).ShouldAllBe(particle => particle.Position[0] > 0);
    }

    [Fact]
    public void A_start_without_a_single_value_gives_nothing()
    {
        var nowhere = new Formula(1, (_, _) => double.NaN);
        TemperedSmc.Run(nowhere, MultivariateNormal.TryCreate([0], [1])!, 1, Workers.One, cancellation: Stop).ShouldBeNull();
        var far = new KnownTarget(MultivariateNormal.TryCreate([1e6], [1])!, 0);
        var impatient = new TemperedSmcOptions { MaximumStages = 3 };
        TemperedSmc.Run(far, MultivariateNormal.TryCreate([0], [1])!, 1, Workers.One, impatient, cancellation: Stop).ShouldBeNull();
        Should.Throw<ArgumentException>(() => TemperedSmc.Run(
            far, MultivariateNormal.TryCreate([0], [1])!, 1, Workers.One, new TemperedSmcOptions { Particles = 100, Islands = 8 }, cancellation: Stop));
    }

    private static MultivariateStudent Wide(MultivariateNormal centre, double stretch) =>
        new(MultivariateNormal.TryCreate(centre.Mean.AsSpan(), [.. centre.Covariance.Select(entry => stretch * stretch * entry)])!, 10);
}
