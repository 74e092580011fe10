using System.Diagnostics;
using Spikelihood.Inference.Diagnostics;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Diagnostics;

public sealed class DiagnosticsAtTheEdgeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Too_few_draws_give_no_numbers_and_no_error(int count)
    {
        var summary = ParameterSummary.Of([Enumerable.Range(0, count).Select(k => (double)k).ToArray(), new double[count]]);
        double.IsNaN(summary.Rhat).ShouldBeTrue();
        double.IsNaN(summary.EssBulk).ShouldBeTrue();
        double.IsNaN(summary.EssTail).ShouldBeTrue();
        double.IsNaN(summary.McseQ5).ShouldBeTrue();
    }

    [Fact]
    public void No_chain_gives_no_numbers() => double.IsNaN(ParameterSummary.Of([]).Rhat).ShouldBeTrue();

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(9)]
    public void A_handful_of_draws_gives_numbers(int count)
    {
        var summary = ParameterSummary.Of(Normal(2, count));
        double.IsFinite(summary.Rhat).ShouldBeTrue();
        double.IsFinite(summary.EssBulk).ShouldBeTrue();
    }

    [Theory]
    [InlineData(4)]
    [InlineData(101)]
    [InlineData(250)]
    public void What_is_watched_while_chains_run_is_what_is_reported(int count)
    {
        var draws = Normal(3, count);
        Convergence.Of(draws).ShouldBe(new(Rhat.Rank(draws), EffectiveSampleSize.Bulk(draws), EffectiveSampleSize.Tail(draws)));
    }

    [Fact]
    public void A_draw_that_is_not_finite_spoils_the_diagnostics()
    {
        var draws = Normal(2, 50);
        draws[1][7] = double.NaN;
        double.IsNaN(Rhat.Rank(draws)).ShouldBeTrue();
        double.IsNaN(EffectiveSampleSize.Bulk(draws)).ShouldBeTrue();
        double.IsNaN(MonteCarloError.Mean(draws)).ShouldBeTrue();
    }

    [Fact]
    public void Chains_of_different_length_are_refused() =>
        Should.Throw<ArgumentException>(() => Rhat.Rank([new double[10], new double[11]])).Message.ShouldContain("same number of draws");

    [Fact]
    public void Chains_stuck_at_different_points_have_no_finite_rhat()
    {
        Rhat.Rank([Enumerable.Repeat(0.1, 20).ToArray(), Enumerable.Repeat(0.2, 20).ToArray()]).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Constant_draws_have_no_spread_at_all()
    {
        var summary = ParameterSummary.Of([Enumerable.Repeat(0.1, 30).ToArray(), Enumerable.Repeat(0.1, 30).ToArray()]);
        summary.Mean.ShouldBe(0.1);
        summary.Sd.ShouldBe(0);
        summary.McseMean.ShouldBe(0);
    }

    [Fact]
    public void Diagnostics_do_not_depend_on_place_and_scale()
    {
        var draws = Normal(3, 101);
        var moved = draws.Select(chain => chain.Select(x => 1e-9 * (x + 1000)).ToArray()).ToArray();
        EffectiveSampleSize.Bulk(moved).ShouldBe(EffectiveSampleSize.Bulk(draws), 1e-9);
        EffectiveSampleSize.Sd(moved).ShouldBe(EffectiveSampleSize.Sd(draws), 1e-6);
        Rhat.Rank(moved).ShouldBe(Rhat.Rank(draws), 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(37)]
    public void The_transform_gives_the_autocovariance_of_the_definition(int count)
    {
        var chains = Normal(3, count);
        var means = chains.Select(chain => chain.Average()).ToArray();
        var actual = Autocovariance.Mean(chains);
        actual.Length.ShouldBe(count);
        for (var lag = 0; lag < count; lag++)
        {
            double sum = 0;
            for (var chain = 0; chain < 3; chain++)
            {
                for (var t = 0; t + lag < count; t++)
                {
                    sum += (chains[chain][t] - means[chain]) * (chains[chain][t + lag] - means[chain]);
                }
            }

            actual[lag].ShouldBe(sum / count / 3, 1e-14);
        }
    }

    [Fact]
    public void A_live_table_of_many_parameters_and_long_chains_costs_little()
    {
        // Chains that have not met: the autocorrelation then never falls to 0, the worst case of a sum over lags.
        var draws = Normal(4, 10_000);
        draws[0] = Array.ConvertAll(draws[0], x => x + 5);
        Convergence.Of(draws);
        var clock = Stopwatch.StartNew();
        Convergence.Of(draws);
        clock.Elapsed.TotalSeconds.ShouldBeLessThan(1.0);
    }

    private static double[][] Normal(int chains, int count)
    {
        var rng = new Rng(1, StreamPurpose.Test, 0);
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
