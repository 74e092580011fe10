using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Numerics.Tests;

public class WorkersTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_item_is_done_once(int threads)
    {
        var done = new int[1000];
        new Workers(threads).Run(done.Length, (item, _) => Interlocked.Increment(ref done[item]));
        done.ShouldAllBe(times => times == 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_failed_item_stops_the_rest_and_its_exception_arrives(int threads)
    {
        var begun = 0;
        Should.Throw<InvalidOperationException>(() => new Workers(threads).Run(100_000, (item, _) =>
        {
            Interlocked.Increment(ref begun);
            if (item == 5)
            {
                throw new InvalidOperationException("five");
            }

            Thread.Yield();
        })).Message.ShouldBe("five");
        begun.ShouldBeLessThan(100_000);
    }

    [Fact]
    public void No_threads_are_refused() => Should.Throw<ArgumentOutOfRangeException>(() => new Workers(0));
}
