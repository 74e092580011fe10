using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Evidence;
using Spikelihood.Inference.Parameters;
using Spikelihood.Inference.Sampling;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Studies.Tests.Sampling;

/// <summary>Mixtures of two normal hills with known shares, as likelihoods under priors too wide to matter.</summary>
public sealed class ModalSamplerTests
{
    private static readonly SamplingPlan Plan = new(4, 400, new SamplingOptions { Draws = 400, Warmup = 150 });

    [Fact]
    public void Two_modes_have_their_true_shares_by_bridge_by_tempered_Monte_Carlo_and_in_the_draws()
    {
        var sampled = Sample(Hills(apart: 12, second: 0.3));
        sampled.Modes.Length.ShouldBe(2);
        sampled.Modes[0].Weight!.Value.ShouldBe(0.7, 0.02);
        sampled.Modes[1].Weight!.Value.ShouldBe(0.3, 0.02);
        sampled.Modes[1].SmcWeight!.Value.ShouldBe(0.3, 0.06);
        sampled.Modes[1].WeightError!.Value.ShouldBeLessThan(0.1);
        var draws = sampled.Combined.SelectMany(chain => chain.Draws).ToArray();
        draws.Length.ShouldBe(1600);
        draws.Average(draw => draw.Position[0] > 0 ? 1.0 : 0).ShouldBe(0.3, 0.04);
        sampled.Gradients.ShouldBeGreaterThan(sampled.Modes.Sum(mode => mode.Chains.Sum(chain => chain.Gradients)));
        new ModeDoubts(sampled.Modes).Problems().ShouldBeEmpty();
    }

    [Fact]
    public void A_mode_too_light_to_sample_is_told_of()
    {
        var sampled = Sample(Hills(apart: 12, second: 1e-4));
        sampled.Modes.Length.ShouldBe(2);
        sampled.Modes[1].Chains.ShouldBeEmpty();
        sampled.Modes[1].Weight.ShouldBeNull();
        sampled.Modes[1].LaplaceWeight.ShouldBe(1e-4, 1e-6);
        sampled.Modes[0].Weight.ShouldBe(1);
    }

    [Fact]
    public void Hills_that_chains_walk_between_are_sampled_once()
    {
        var sampled = Sample(Hills(apart: 3, second: 0.4));
        sampled.Modes.Length.ShouldBe(2);
        sampled.Modes[1].VisitedFrom.ShouldBe(0);
        sampled.Modes[1].Chains.ShouldBeEmpty();
        sampled.Combined.SelectMany(chain => chain.Draws).Average(draw => draw.Position[0] > 0 ? 1.0 : 0).ShouldBe(0.4, 0.05);
    }

    [Fact]
    public void Starts_that_climb_to_one_top_are_one_mode()
    {
        var density = Hills(apart: 12, second: 0.3);
        var modes = new ModeFinder(density, Workers.One).Find([([-5.5, 0.2], 3), ([-6.4, -0.3], 2), ([6, 0], 1)], CancellationToken.None);
        modes.Select(mode => mode.Starts).ShouldBe([5, 1]);
        modes[0].Top[0].ShouldBe(-6, 0.01);
        modes[0].Laplace!.Normal.Covariance[0].ShouldBe(1, 0.01);
    }

    [Fact]
    public void More_draws_are_taken_until_there_are_enough()
    {
        var density = Hills(apart: 12, second: 1e-6);
        var plan = Plan with { Draws = null };
        var modes = ModalSampler.Weighed(new ModeFinder(density, Workers.One).Find([([-6, 0], 1)], CancellationToken.None));
        var status = new List<SampleStatus>();
        var sampled = new ModalSampler(density, plan, 5, Workers.One).Run(modes, status.Add, CancellationToken.None);
        var draws = NaturalDraws.Of(density, sampled.Combined);
        draws.DrawsPerChain.ShouldBeGreaterThanOrEqualTo(SamplingPlan.FirstDraws);
        for (var parameter = 0; parameter < 2; parameter++)
        {
            Inference.Diagnostics.EffectiveSampleSize.Tail(draws.Of(parameter)).ShouldBeGreaterThan(plan.EffectiveDraws);
            Inference.Diagnostics.Rhat.Rank(draws.Of(parameter)).ShouldBeLessThan(SamplingPlan.Rhat);
        }

        status.ShouldNotBeEmpty();
        status.ShouldAllBe(step => step.Fraction >= 0 && step.Fraction <= 1);
    }

    [Fact]
    public void A_mode_without_curvature_is_sampled_from_its_top_and_weighed_as_wide_as_the_others()
    {
        var density = Hills(apart: 12, second: 0.3);
        var found = new ModeFinder(density, Workers.One).Find([([-6, 0], 3), ([6, 0], 1)], CancellationToken.None);
        var modes = ModalSampler.Weighed([found[0] with { Laplace = null }, found[1]]);
        modes.Select(mode => mode.LaplaceWeight).ShouldBe([0.7, 0.3], 1e-3);
        var sampled = new ModalSampler(density, Plan, 3, Workers.One).Run(modes, null, CancellationToken.None);
        sampled.Modes[0].Weight!.Value.ShouldBe(0.7, 0.02);
        sampled.Combined.SelectMany(chain => chain.Draws).Average(draw => draw.Position[0] > 0 ? 1.0 : 0).ShouldBe(0.3, 0.04);
    }

    [Fact]
    public void Where_draws_are_too_few_for_a_bridge_Laplace_decides_and_that_is_told()
    {
        var density = Hills(apart: 12, second: 0.3);
        var found = new ModeFinder(density, Workers.One).Find([([-6, 0], 3), ([6, 0], 1)], CancellationToken.None);
        foreach (var draws in new[] { 1, 2 })
        {
            var plan = new SamplingPlan(1, draws, new SamplingOptions { Warmup = 5 });
            var sampled = new ModalSampler(density, plan, 3, Workers.One).Run(ModalSampler.Weighed(found), null, CancellationToken.None);
            sampled.Modes.Select(mode => mode.Weight!.Value).ShouldBe([0.7, 0.3], 1e-3);
            sampled.Combined.Single().Draws.Length.ShouldBe(draws);
            new ModeDoubts(sampled.Modes).Problems().Count(problem => problem.Contains("could not be found", StringComparison.Ordinal)).ShouldBe(2);
        }
    }

    [Fact]
    public void Chains_that_changed_places_are_combined_all_the_same()
    {
        var sampled = Sample(Hills(apart: 12, second: 0.3));
        var (left, right) = (sampled.Modes[0], sampled.Modes[1]);
        var parts = new NearestMode([left.Mode.Laplace!.Normal, right.Mode.Laplace!.Normal]);
        var combined = CombinedChains.Of([(right.Chains, 0.7), (left.Chains, 0.3)], parts, 1);
        combined.Select(chain => chain.Draws.Length).ShouldBe([400, 400, 400, 400]);
    }

    [Fact]
    public void A_posterior_without_any_mode_is_refused_with_a_mend() =>
        Should.Throw<FitFailedException>(() => ModalSampler.Weighed([])).Message.ShouldContain("give narrower priors");

    private static SampledModes Sample(Posterior density)
    {
        var found = new ModeFinder(density, Workers.One).Find([([-6, 0], 3), ([6, 0], 1), ([-1.5, 0], 1), ([1.5, 0], 1)], CancellationToken.None);
        return new ModalSampler(density, Plan, 3, new Workers(2)).Run(ModalSampler.Weighed(found), null, CancellationToken.None);
    }

    private static Posterior Hills(double apart, double second) => new(
        new ParameterSpace([new("x", "", new Normal(0, 1000)), new("y", "", new Normal(0, 1000))]),
        new ParameterSpace([new("x", "", new Normal(0, 1000)), new("y", "", new Normal(0, 1000))]),
        (x, gradient) =>
        {
            var (left, right) = (Math.Log(1 - second) - 0.5 * Square(x[0] + 0.5 * apart), Math.Log(second) - 0.5 * Square(x[0] - 0.5 * apart));
            var largest = Math.Max(left, right);
            var (a, b) = (Math.Exp(left - largest), Math.Exp(right - largest));
            gradient[0] = -(a * (x[0] + 0.5 * apart) + b * (x[0] - 0.5 * apart)) / (a + b);
            gradient[1] = -x[1];
            return largest + Math.Log(a + b) - 0.5 * Square(x[1]);
        });

    private static double Square(double x) => x * x;
}
