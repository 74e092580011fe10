using Spikelihood.Numerics.Randomness;
using Spikelihood.Reports.Posteriors;

namespace Spikelihood.Reports.Tests.Posteriors;

public class RankHistogramTests
{
    [Fact]
    public void Ranks_of_four_chains_sum_to_their_draws_and_all_bars_to_equal_shares()
    {
        var counts = RankHistogram.Count(Chains(4, 1000, chain => 0.4 * chain), 20);
        counts.ShouldAllBe(row => row.Sum() == 1000);
        Enumerable.Range(0, 20).ShouldAllBe(bar => counts.Sum(row => row[bar]) == 200);
        // The lowest chain has more of the lowest ranks than the highest chain.
        counts[0][0].ShouldBeGreaterThan(counts[3][0]);
        counts[0][19].ShouldBeLessThan(counts[3][19]);
    }

    [Fact]
    public void Ranks_are_counted_by_hand() =>
        RankHistogram.Count([[1.0, 4.0, 6.0], [2.0, 3.0, 5.0]], 3).ShouldBe([new[] { 1, 1, 1 }, [1, 1, 1]]);

    [Fact]
    public void Equal_draws_share_the_middle_of_their_ranks() =>
        RankHistogram.Count([[7.0, 7.0, 9.0], [7.0, 8.0, 10.0]], 3).ShouldBe([new[] { 2, 0, 1 }, [1, 1, 1]]);

    [Fact]
    public void About_nineteen_of_twenty_bars_of_independent_chains_lie_within_the_band()
    {
        const int Draws = 500, Bars = 20;
        var half = 1.96 * RankHistogram.RelativeDeviation(Draws, 4, Bars);
        var ratios = Enumerable.Range(0, 40)
            .SelectMany(trial => RankHistogram.Count(Chains(4, Draws, _ => 0, trial), Bars))
            .SelectMany(row => row.Select(count => count * (double)Bars / Draws))
            .ToArray();
        // 3200 bars, so that the share is known to about half a per cent; counts are whole, hence the rest.
        (ratios.Count(ratio => Math.Abs(ratio - 1) <= half) / (double)ratios.Length).ShouldBe(0.95, 0.02);
    }

    private static double[][] Chains(int chains, int draws, Func<int, double> shift, int seed = 0) =>
    [
        .. Enumerable.Range(0, chains).Select(chain =>
        {
            var rng = new Rng(71 + (ulong)seed, StreamPurpose.Test, (ulong)chain);
            var values = new double[draws];
            for (var draw = 0; draw < draws; draw++)
            {
                values[draw] = shift(chain) + rng.NextNormal();
            }

            return values;
        }),
    ];
}
