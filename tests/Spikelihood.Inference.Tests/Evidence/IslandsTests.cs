using Spikelihood.Inference.Evidence;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Evidence;

public class IslandsTests
{
    [Fact]
    public void The_log_of_a_mean_is_found_without_bias_and_with_an_honest_error()
    {
        // Log-normal constants of mean 1 and spread 0.8.
        double bias = 0, squares = 0, stated = 0;
        const int repeats = 4000;
        for (ulong repeat = 0; repeat < repeats; repeat++)
        {
            var rng = new Rng(1, StreamPurpose.Test, repeat);
            double[] logs = [.. Enumerable.Range(0, 8).Select(_ => 0.8 * rng.NextNormal() - 0.32 + 1000)];
            var (value, error) = new Islands(logs).LogConstant();
            bias += (value - 1000) / repeats;
            squares += Math.Pow(value - 1000, 2) / repeats;
            stated += error * error / repeats;
        }

        bias.ShouldBe(0, 0.025);
        Math.Sqrt(squares / stated).ShouldBeInRange(0.85, 1.15);
    }

    [Fact]
    public void Means_are_weighted_by_the_islands_constants()
    {
        var islands = new Islands([Math.Log(1), Math.Log(3), double.NegativeInfinity]);
        islands.Shares.ShouldBe([0.25, 0.75, 0], 1e-12);
        islands.Mean([1, 5, 77]).Value.ShouldBe(4, 1e-12);
    }

    [Fact]
    public void One_island_knows_no_error()
    {
        var (value, error) = new Islands([3.5]).LogConstant();
        (value, double.IsNaN(error)).ShouldBe((3.5, true));
        var (lonely, unknown) = new Islands([3.5, double.NegativeInfinity]).LogConstant();
        lonely.ShouldBe(3.5 - Math.Log(2), 1e-12);
        unknown.ShouldBe(double.PositiveInfinity);
    }
}
