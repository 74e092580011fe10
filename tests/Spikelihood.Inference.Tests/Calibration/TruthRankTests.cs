using Spikelihood.Inference.Calibration;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Calibration;

public class TruthRankTests
{
    [Fact]
    public void The_rank_counts_the_draws_below_the_truth()
    {
        var rng = new Rng(1, StreamPurpose.Test, 0);
        TruthRank.Among(0.5, [0.1, 0.9, 0.4, 3], ref rng).ShouldBe(2);
        TruthRank.Among(-1, [0.1, 0.9], ref rng).ShouldBe(0);
        TruthRank.Among(double.PositiveInfinity, [0.1, 0.9], ref rng).ShouldBe(2);
        // Without a tie nothing is drawn, so that what else uses the stream does not depend on the draws.
        rng.NextUInt64().ShouldBe(new Rng(1, StreamPurpose.Test, 0) is var same ? same.NextUInt64() : 0);
    }

    [Fact]
    public void Ties_are_broken_evenly()
    {
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++)
        {
            var rng = new Rng(2, StreamPurpose.Test, (ulong)i);
            counts[TruthRank.Among(1, [1, 1, 0, 1, 2], ref rng)]++;
        }

        counts[0].ShouldBe(0);
        counts[5].ShouldBe(0);
        // 15 000 each, standard deviation 106.
        counts[1..5].ShouldAllBe(count => Math.Abs(count - 15_000) < 450);
    }

    [Fact]
    public void Thinned_draws_are_evenly_spaced_and_within_the_chains()
    {
        TruthRank.Thinned(10, 5).ShouldBe([1, 3, 5, 7, 9]);
        TruthRank.Thinned(7, 7).ShouldBe([0, 1, 2, 3, 4, 5, 6]);
        var some = TruthRank.Thinned(1000, 199);
        some.Zip(some.Skip(1), (a, b) => b - a).Distinct().Order().ShouldBe([5, 6]);
        (some[0], some[^1]).ShouldBe((2, 997));
        Should.Throw<ArgumentOutOfRangeException>(() => TruthRank.Thinned(3, 4));
    }
}
