using Spikelihood.Inference.Sampling;
using Spikelihood.Inference.Tests.Sampling.Posteriors;

namespace Spikelihood.Inference.Tests.Sampling;

public class ReferenceMomentTests
{
    public static TheoryData<string> Names => [.. ReferencePosterior.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Moments_are_the_exact_ones_with_a_dense_metric(string name) =>
        ReferenceRun.Of(name, new() { TargetAcceptance = 0.95 }).ShouldHaveTheExactMoments();

    [Theory]
    [MemberData(nameof(Names))]
    public void Moments_are_the_exact_ones_with_a_low_rank_metric(string name) =>
        ReferenceRun.Of(name, new() { TargetAcceptance = 0.9, Metric = MetricShape.LowRank }).ShouldHaveTheExactMoments();

    [Theory]
    [MemberData(nameof(Names))]
    public void Moments_are_the_exact_ones_with_a_diagonal_metric(string name) =>
        ReferenceRun.Of(name, new() { TargetAcceptance = 0.9, Metric = MetricShape.Diagonal }).ShouldHaveTheExactMoments();

    [Theory]
    [MemberData(nameof(Names))]
    public void Moments_are_the_exact_ones_with_trajectories_of_fixed_length(string name) =>
        ReferenceRun.Of(name, new() { TargetAcceptance = 0.9, TrajectoryLength = 1.75 }).ShouldHaveTheExactMoments();

    [Theory]
    [MemberData(nameof(Names))]
    public void Moments_are_the_exact_ones_after_a_short_warm_up(string name) =>
        ReferenceRun.Of(name, new() { TargetAcceptance = 0.9, Warmup = 150 }).ShouldHaveTheExactMoments();

    [Theory]
    [InlineData("arK", 150)]
    [InlineData("kidscore_interaction", 150)]
    [InlineData("sblrc-blr", 150)]
    [InlineData("arma11", 150)]
    [InlineData("eight_schools_noncentered", 60)]
    [InlineData("garch11", 60)]
    public void A_thousand_gradients_give_enough_effective_draws(string name, double least)
    {
        var run = ReferenceRun.Of(name, new());
        (1000 * run.WorstBulkEss / run.SamplingGradients).ShouldBeGreaterThan(least);
        run.WorstRhat.ShouldBeLessThan(1.01);
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.95)]
    public void A_funnel_shows_that_it_is_not_to_be_trusted(double target)
    {
        var run = ReferenceRun.Of("eight_schools_centered", new() { TargetAcceptance = target });
        run.Chains.Sum(chain => chain.Divergences).ShouldBeGreaterThan(0);
        run.LowestEbfmi.ShouldBeLessThan(0.3);
        run.WorstBulkEss.ShouldBeLessThan(400);
    }
}
