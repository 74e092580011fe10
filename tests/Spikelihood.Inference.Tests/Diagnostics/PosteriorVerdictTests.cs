using Spikelihood.Inference.Diagnostics;
using Spikelihood.Inference.Sampling;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Diagnostics;

public sealed class PosteriorVerdictTests
{
    private static readonly SamplingOptions Options = new();

    private static readonly ParameterSummary Good = ParameterSummary.Of(Normal(4, 1000)) with { Rhat = 1.002, EssBulk = 2000, EssTail = 1500 };

    [Fact]
    public void Draws_that_keep_every_limit_are_trusted()
    {
        var verdict = PosteriorVerdict.Of([("tau_m[E]", Good), ("c[E]", Good with { Rhat = 1.0094, EssTail = 401.7 })], Chains(4), Options);
        verdict.Trusted.ShouldBeTrue();
        verdict.Problems.ShouldBeEmpty();
        verdict.Notes.ShouldBeEmpty();
        verdict.Sentence.ShouldBe(
            "Trust this: 4 chains of 1000 draws agree (R-hat at most 1.01), every parameter has at least 401 effective draws, none diverged.");
    }

    [Fact]
    public void The_number_of_draws_to_ask_for_comes_from_the_excess_of_rhat()
    {
        var verdict = PosteriorVerdict.Of([("c[E]", Good with { Rhat = 1.02 }), ("tau_theta[E]", Good with { Rhat = 1.04 })], Chains(4), Options);
        verdict.Trusted.ShouldBeFalse();
        verdict.Sentence.ShouldBe("Do not trust: tau_theta[E] R-hat 1.04; run longer with sample: {draws: 4000}.");
        verdict.Problems.ShouldBe(["tau_theta[E] has R-hat 1.04 (should be below 1.01); so also c[E] 1.02: run longer with sample: {draws: 4000}."]);
    }

    [Fact]
    public void The_number_of_draws_to_ask_for_comes_from_the_effective_size()
    {
        var verdict = PosteriorVerdict.Of([("c[E]", Good with { EssBulk = 210.9, EssTail = 350 }), ("c[I]", Good with { EssBulk = 300 })], Chains(4), Options);
        verdict.Problems.Length.ShouldBe(2);
        verdict.Problems[0].ShouldBe(
            "c[E] has a bulk ESS of 210 (should be 400 or more, so that the middle of its distribution is known); so also c[I] 300: run longer with sample: {draws: 2100}.");
        verdict.Sentence.ShouldBe("Do not trust: c[E] bulk ESS 210, c[E] tail ESS 350; run longer with sample: {draws: 2100}.");
    }

    [Fact]
    public void Nobody_is_sent_away_for_a_hundred_times_as_long()
    {
        var problem = PosteriorVerdict.Of([("c[E]", Good with { EssTail = 5 })], Chains(4), Options).Problems.Single();
        problem.ShouldContain("draws: 10000}");
        problem.ShouldContain("more than patience");
    }

    [Fact]
    public void Every_chain_has_to_bring_a_hundred_effective_draws()
    {
        PosteriorVerdict.Of([("c", Good with { EssBulk = 790 })], Chains(8), Options).Problems.Single().ShouldContain("should be 800 or more");
        PosteriorVerdict.Of([("c", Good with { EssBulk = 390 })], Chains(2), Options).Problems.Single().ShouldContain("should be 400 or more");
    }

    [Fact]
    public void Eight_schools_in_centered_coordinates_are_not_trusted()
    {
        ChainFacts[] chains = [.. new[] { 31, 52, 40, 21 }.Select(count => new ChainFacts { Draws = 1000, Divergences = count, Bfmi = 0.214, Acceptance = 0.81 })];
        var verdict = PosteriorVerdict.Of([("tau", Good with { Rhat = 1.0301, EssBulk = 180, EssTail = 95 }), ("mu", Good)], chains, Options);
        verdict.Trusted.ShouldBeFalse();
        verdict.Problems.Length.ShouldBe(5);
        verdict.Sentence.ShouldBe(
            "Do not trust: tau R-hat 1.031, tau bulk ESS 180, tau tail ESS 95, 144 divergences and 1 more; "
            + "run longer with sample: {draws: 4700, warmup: 2000, target_acceptance: 0.95}; a tighter prior of the parameter with the heaviest tail helps most.");
    }

    [Fact]
    public void Divergences_alone_are_a_reason_and_smaller_steps_the_mend()
    {
        var verdict = PosteriorVerdict.Of([("c", Good)], Chains(4, chain => chain with { Divergences = 36 }), Options);
        verdict.Sentence.ShouldBe("Do not trust: 144 divergences; give sample: {target_acceptance: 0.95}.");
        PosteriorVerdict.Of([("c", Good)], Chains(4, chain => chain with { Divergences = 36 }), Options with { TargetAcceptance = 0.95 })
            .Sentence.ShouldContain("target_acceptance: 0.99");
        PosteriorVerdict.Of([("c", Good)], Chains(4, chain => chain with { Divergences = 36 }), Options with { TargetAcceptance = 0.99 })
            .Sentence.ShouldContain("tighter priors");
    }

    [Fact]
    public void A_divergence_or_two_in_thousands_of_draws_are_told_but_do_not_condemn()
    {
        var verdict = PosteriorVerdict.Of([("c", Good)], Chains(4, chain => chain with { Divergences = 1 }), Options);
        verdict.Trusted.ShouldBeTrue();
        verdict.Notes.Single().ShouldContain("4 divergences in 4000 draws");
        verdict.Sentence.ShouldStartWith("Trust this, with the notes in mind: ");
        verdict.Sentence.ShouldEndWith("4 diverged.");
    }

    [Fact]
    public void Slow_energy_cut_trajectories_and_missed_acceptance_are_named()
    {
        PosteriorVerdict.Of([("c", Good)], [.. Chains(3), Chains(1)[0] with { Bfmi = 0.2999 }], Options).Problems.Single()
            .ShouldStartWith("E-BFMI 0.29 in chain 4 (should be 0.3 or more)");
        PosteriorVerdict.Of([("c", Good)], Chains(4, chain => chain with { AtMaximumDepth = 10 }), Options).Problems.Single()
            .ShouldStartWith("1 % of the draws stopped at 10 doublings");
        PosteriorVerdict.Of([("c", Good)], Chains(4, chain => chain with { AtMaximumDepth = 9 }), Options).Trusted.ShouldBeTrue();
        PosteriorVerdict.Of([("c", Good)], Chains(4, chain => chain with { Acceptance = 0.5 }), Options).Notes.Length.ShouldBe(4);
    }

    [Fact]
    public void One_chain_is_told_to_be_one()
    {
        var verdict = PosteriorVerdict.Of([("c", Good)], Chains(1), Options);
        verdict.Trusted.ShouldBeTrue();
        verdict.Notes.Single().ShouldContain("One chain");
        verdict.Sentence.ShouldContain("the halves of one chain");
        PosteriorVerdict.Of([("c", Good with { Rhat = 1.3 })], Chains(1), Options).Problems.Single().ShouldContain("between the halves of its one chain");
    }

    [Fact]
    public void Chains_that_never_met_are_not_told_to_run_longer_only()
    {
        var draws = Normal(4, 500);
        draws[2] = Array.ConvertAll(draws[2], x => x + 8);
        var verdict = PosteriorVerdict.Of([("w[E,I]", ParameterSummary.Of(draws))], Chains(4, chain => chain with { Draws = 500 }), Options with { Draws = 500 });
        verdict.Problems[0].ShouldContain("the chains sit in different places");
    }

    [Fact]
    public void Draws_that_cannot_be_judged_are_not_trusted_and_do_not_crash()
    {
        for (var count = 0; count < 4; count++)
        {
            var verdict = PosteriorVerdict.Of([("c", ParameterSummary.Of(Normal(2, count)))], Chains(2, chain => chain with { Draws = count }), Options);
            verdict.Problems.Single().ShouldContain("nothing about convergence");
        }

        PosteriorVerdict.Of([], [], Options).Trusted.ShouldBeFalse();
        var stuck = ParameterSummary.Of([new double[1000], new double[1000]]);
        PosteriorVerdict.Of([("a", stuck), ("b", stuck)], Chains(2), Options).Problems.Single().ShouldStartWith("a has the same value in all draws; so also b");
        var broken = Normal(2, 1000);
        broken[0][5] = double.PositiveInfinity;
        PosteriorVerdict.Of([("a", ParameterSummary.Of(broken))], Chains(2), Options).Problems.Single().ShouldStartWith("a has draws that are not finite numbers");
    }

    [Fact]
    public void Facts_of_a_chain_are_counted_from_its_transitions()
    {
        TransitionInfo[] transitions =
        [
            new(0.9, 0.1, 10, 1023, false, 3), new(0.7, 0.1, 4, 15, true, 5), new(0.8, 0.1, 10, 1023, false, 2), new(0.4, 0.1, 3, 7, false, 4),
        ];
        var facts = ChainFacts.Of(transitions, Options);
        facts.Draws.ShouldBe(4);
        facts.Divergences.ShouldBe(1);
        facts.AtMaximumDepth.ShouldBe(2);
        facts.Acceptance.ShouldBe(0.7, 1e-15);
        facts.Bfmi.ShouldBe((4 + 9 + 4) / 5.0, 1e-14);
        ChainFacts.Of(transitions, Options with { TrajectoryLength = 1.5 }).AtMaximumDepth.ShouldBe(0);
    }

    private static ChainFacts[] Chains(int count, Func<ChainFacts, ChainFacts>? change = null) =>
        [.. Enumerable.Repeat(new ChainFacts { Draws = 1000, Bfmi = 0.9, Acceptance = 0.8 }, count).Select(change ?? (chain => chain))];

    private static double[][] Normal(int chains, int count)
    {
        var rng = new Rng(2, StreamPurpose.Test, 0);
        var draws = new double[chains][];
        for (var chain = 0; chain < chains; chain++)
        {
            draws[chain] = new double[count];
            for (var draw = 0; draw < count; draw++)
            {
                draws[chain][draw] = rng.NextNormal();
            }
        }

        return draws;
    }
}
