using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Numerics.Tests;

public class RngTests
{
    [Fact]
    public void A_stream_depends_only_on_its_key()
    {
        var first = new Rng(1, StreamPurpose.Test, 7);
        var again = new Rng(1, StreamPurpose.Test, 7);
        var other = new Rng(1, StreamPurpose.Test, 8);
        var values = Enumerable.Range(0, 5).Select(_ => first.NextUInt64()).ToArray();
        Enumerable.Range(0, 5).Select(_ => again.NextUInt64()).ShouldBe(values);
        Enumerable.Range(0, 5).Select(_ => other.NextUInt64()).ShouldNotBe(values);
    }

    [Fact]
    public void Normal_numbers_have_mean_zero_and_variance_one()
    {
        var rng = new Rng(3, StreamPurpose.Test, 0);
        var draws = Enumerable.Range(0, 100_000).Select(_ => rng.NextNormal()).ToArray();
        draws.Average().ShouldBe(0, 4 / Math.Sqrt(100_000));
        draws.Average(x => x * x).ShouldBe(1, 4 * Math.Sqrt(2.0 / 100_000));
    }
}
