using System.Runtime.Intrinsics;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Numerics.Tests.Vectors;

public class LanesTests
{
    private static readonly Vector512<double> Powers = Vector512.Create(1.0, 2, 4, 8, 16, 32, 64, 128);

    [Fact]
    public void Four_vectors_are_summed_each_into_its_own_place() =>
        Lanes.Sums(Powers, Powers * 1000, Powers * -3, Powers * 0.5).ShouldBe(Vector256.Create(255.0, 255000, -765, 127.5));

    [Fact]
    public void A_running_sum_includes_its_own_lane_from_either_end()
    {
        Lanes.PrefixSum(Powers).ShouldBe(Vector512.Create(1.0, 3, 7, 15, 31, 63, 127, 255));
        Lanes.SuffixSum(Powers).ShouldBe(Vector512.Create(255.0, 254, 252, 248, 240, 224, 192, 128));
    }

    [Fact]
    public void The_last_lane_fills_all() => Lanes.Last(Powers).ShouldBe(Vector512.Create(128.0));
}
