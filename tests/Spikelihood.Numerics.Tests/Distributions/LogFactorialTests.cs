using System.Numerics;
using MathNet.Numerics;
using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Numerics.Tests.Distributions;

public class LogFactorialTests
{
    [Fact]
    public void Small_factorials_equal_the_logarithm_of_the_exact_product()
    {
        var product = BigInteger.One;
        for (var n = 1; n <= 3000; n++)
        {
            product *= n;
            LogFactorial.Of(n).ShouldBe(BigInteger.Log(product), 2e-15 * (1 + BigInteger.Log(product)));
        }
    }

    [Theory]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(100_000)]
    [InlineData(int.MaxValue)]
    public void Large_factorials_equal_the_gamma_function(int n)
    {
        var expected = SpecialFunctions.GammaLn(n + 1.0);
        LogFactorial.Of(n).ShouldBe(expected, 1e-13 * expected);
    }

    [Fact]
    public void The_logarithm_of_a_million_factorial_is_the_published_one() =>
        LogFactorial.Of(1_000_000).ShouldBe(12815518.384658169, 1e-6 * 1e-3);

    [Fact]
    public void Binomial_coefficients_are_exact_and_impossible_choices_have_none()
    {
        Math.Exp(LogFactorial.Choose(10, 3)).ShouldBe(120, 1e-11);
        LogFactorial.Choose(438, 0).ShouldBe(0);
        LogFactorial.Choose(5, 6).ShouldBe(double.NegativeInfinity);
        LogFactorial.Choose(5, -1).ShouldBe(double.NegativeInfinity);
    }

    [Fact]
    public void A_negative_number_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => LogFactorial.Of(-1));
}
