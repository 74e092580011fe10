using MathNet.Numerics;
using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Numerics.Tests.Distributions;

public class BinomialTailsTests
{
    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(7, 0.02)]
    [InlineData(40, 0.5)]
    [InlineData(60, 0.97)]
    public void Tails_are_sums_of_probabilities(int n, double p)
    {
        // By Pascal's recursion over trials, which knows neither factorials nor logarithms.
        var mass = new double[n + 1];
        mass[0] = 1;
        for (var trial = 0; trial < n; trial++)
        {
            for (var k = n; k >= 0; k--)
            {
                mass[k] = mass[k] * (1 - p) + (k > 0 ? mass[k - 1] * p : 0);
            }
        }

        for (var k = 0; k <= n; k++)
        {
            var tails = BinomialTails.Of(k, n, p);
            tails.At.ShouldBe(mass[k], 1e-13);
            tails.Below.ShouldBe(mass[..k].Sum(), 1e-13);
            tails.Above.ShouldBe(mass[(k + 1)..].Sum(), 1e-13);
        }
    }

    [Theory]
    [InlineData(438, 0.0065, 12)]
    [InlineData(438, 0.0065, 0)]
    [InlineData(10_000, 0.3, 2_800)]
    [InlineData(10_000, 0.3, 3_200)]
    public void Tails_are_incomplete_beta_functions(int n, double p, int count)
    {
        var tails = BinomialTails.Of(count, n, p);
        tails.Above.ShouldBe(SpecialFunctions.BetaRegularized(count + 1, n - count, p), 1e-9);
        tails.Below.ShouldBe(count == 0 ? 0 : SpecialFunctions.BetaRegularized(n - count + 1, count, 1 - p), 1e-9);
        (tails.Below + tails.At + tails.Above).ShouldBe(1, 1e-14);
    }

    [Fact]
    public void A_small_tail_keeps_its_digits()
    {
        // All of 50 at 0.01: nothing lies above, and everybody at once has probability 1e-100.
        BinomialTails.Of(49, 50, 0.01).Above.ShouldBe(1e-100, 1e-110);
        BinomialTails.Of(1, 50, 0.99).Below.ShouldBe(1e-100, 1e-110);
    }

    [Fact]
    public void Certain_outcomes_leave_no_tails()
    {
        BinomialTails.Of(0, 5, 0).ShouldBe(new BinomialTails(0, 1, 0));
        BinomialTails.Of(2, 5, 0).ShouldBe(new BinomialTails(1, 0, 0));
        BinomialTails.Of(2, 5, 1).ShouldBe(new BinomialTails(0, 0, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => BinomialTails.Of(6, 5, 0.5));
        Should.Throw<ArgumentOutOfRangeException>(() => BinomialTails.Of(1, 5, double.NaN));
    }
}
