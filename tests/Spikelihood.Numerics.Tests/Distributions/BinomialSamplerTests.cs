using MathNet.Numerics.Distributions;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Numerics.Tests.Distributions;

public class BinomialSamplerTests
{
    private const int Draws = 60_000;

    public static TheoryData<int, double> Grid()
    {
        var grid = new TheoryData<int, double>();
        foreach (var n in (int[])[1, 2, 7, 30, 109, 438, 5000, 1_000_000])
        {
            foreach (var p in (double[])[1e-5, 0.006, 0.09, 0.3, 0.5, 0.71, 0.97])
            {
                grid.Add(n, p);
            }
        }

        // Both sides of the change of method.
        grid.Add(100, 0.0999);
        grid.Add(100, 0.1001);
        grid.Add(20, 0.5);
        return grid;
    }

    [Theory]
    [MemberData(nameof(Grid))]
    public void Counts_follow_the_exact_probabilities(int n, double p)
    {
        var rng = new Rng(11, StreamPurpose.Test, (ulong)n * 1000 + (ulong)(p * 1e6));
        double mean = n * p, spread = Math.Sqrt(mean * (1 - p));
        var lowest = Math.Max(0, (int)(mean - 8 * spread));
        var observed = new int[Math.Min(n, (int)(mean + 8 * spread) + 20) - lowest + 1];
        double sum = 0, squares = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var count = BinomialSampler.Sample(ref rng, n, p);
            count.ShouldBeInRange(0, n);
            observed[count - lowest]++;
            sum += count - mean;
            squares += (count - mean) * (count - mean);
        }

        (sum / Draws).ShouldBe(0, 5 * spread / Math.Sqrt(Draws));

        // The variance of a squared deviation is spread⁴ (2 + excess kurtosis).
        var kurtosis = (1 - 6 * p * (1 - p)) / (spread * spread);
        (squares / Draws / (spread * spread)).ShouldBe(1, 5 * Math.Sqrt(Math.Max(0, 2 + kurtosis) / Draws) + 1e-9);
        ChiSquareProbability(observed, n, p, lowest).ShouldBeGreaterThan(1e-5);
    }

    [Fact]
    public void The_chi_square_test_notices_a_slightly_wrong_probability()
    {
        var rng = new Rng(12, StreamPurpose.Test, 0);
        var observed = new int[439];
        for (var draw = 0; draw < Draws; draw++)
        {
            observed[BinomialSampler.Sample(ref rng, 438, 0.0908)]++;
        }

        ChiSquareProbability(observed, 438, 0.09, 0).ShouldBeLessThan(1e-5);
    }

    [Fact]
    public void Certain_outcomes_draw_nothing_from_the_stream()
    {
        var rng = new Rng(1, StreamPurpose.Test, 0);
        var untouched = new Rng(1, StreamPurpose.Test, 0);
        BinomialSampler.Sample(ref rng, 50, 0).ShouldBe(0);
        BinomialSampler.Sample(ref rng, 50, -1e-12).ShouldBe(0);
        BinomialSampler.Sample(ref rng, 50, 1).ShouldBe(50);
        BinomialSampler.Sample(ref rng, 50, 1.5).ShouldBe(50);
        BinomialSampler.Sample(ref rng, 0, 0.5).ShouldBe(0);
        rng.NextUInt64().ShouldBe(untouched.NextUInt64());
    }

    [Fact]
    public void Very_many_trials_stay_in_range()
    {
        var rng = new Rng(2, StreamPurpose.Test, 0);
        for (var draw = 0; draw < 1000; draw++)
        {
            ((double)BinomialSampler.Sample(ref rng, int.MaxValue, 0.5)).ShouldBe(0.5 * int.MaxValue, 8 * 23170);
            BinomialSampler.Sample(ref rng, int.MaxValue, 1e-9).ShouldBeLessThan(40);
        }
    }

    [Fact]
    public void Meaningless_arguments_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Draw(5, double.NaN));
        Should.Throw<ArgumentOutOfRangeException>(() => Draw(-1, 0.5));

        static int Draw(int n, double p)
        {
            var rng = new Rng(1, StreamPurpose.Test, 0);
            return BinomialSampler.Sample(ref rng, n, p);
        }
    }

    /// <summary>The probability of a chi-square statistic at least as large, cells with expectations under ten merged.</summary>
    private static double ChiSquareProbability(int[] observed, int n, double p, int lowest)
    {
        double statistic = 0, expected = 0, seen = 0, used = 0, usedSeen = 0;
        var cells = 0;
        for (var index = 0; index < observed.Length; index++)
        {
            expected += Draws * Math.Exp(Binomial.PMFLn(p, n, index + lowest));
            seen += observed[index];
            if (expected >= 10 && Draws - used - expected >= 10)
            {
                statistic += (seen - expected) * (seen - expected) / expected;
                used += expected;
                usedSeen += seen;
                (expected, seen) = (0, 0);
                cells++;
            }
        }

        if (cells == 0)
        {
            return 1;
        }

        var rest = Draws - used;
        statistic += (Draws - usedSeen - rest) * (Draws - usedSeen - rest) / rest;
        return 1 - ChiSquared.CDF(cells, statistic);
    }
}
