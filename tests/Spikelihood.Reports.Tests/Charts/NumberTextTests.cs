using Spikelihood.Reports.Charts;

namespace Spikelihood.Reports.Tests.Charts;

public class NumberTextTests
{
    [Theory]
    [InlineData(2.4821, 0.081, "2.482 ± 0.081")]
    [InlineData(-4.964, 0.3, "−4.96 ± 0.30")]
    [InlineData(0.01003, 0.000124, "0.01003 ± 0.00012")]
    [InlineData(1234.6, 67.8, "1235 ± 68")]
    [InlineData(1.0, 0.0996, "1.00 ± 0.10")]
    [InlineData(1.2e-9, 3.4e-10, "(1.20 ± 0.34)×10⁻⁹")]
    [InlineData(0.5, double.NaN, "0.5000")]
    public void An_estimate_shows_two_digits_of_its_error(double value, double error, string text) => NumberText.WithError(value, error).ShouldBe(text);

    [Theory]
    [InlineData(7.134, "7.13")]
    [InlineData(-0.00012, "−0.000120")]
    [InlineData(1.6e-11, "1.60×10⁻¹¹")]
    [InlineData(0.0, "0")]
    [InlineData(9.999, "10.0")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void Significant_digits_are_kept(double value, string text) => NumberText.Significant(value).ShouldBe(text);

    [Theory]
    [InlineData(0.0100, "0.01")]
    [InlineData(10, "10")]
    [InlineData(6.30e8, "6.3×10⁸")]
    [InlineData(100, "100")]
    public void Exact_numbers_lose_idle_zeros(double value, string text) => NumberText.Trimmed(value).ShouldBe(text);

    [Fact]
    public void A_negative_number_that_rounds_to_zero_has_no_sign() => NumberText.Fixed(-0.001, 2).ShouldBe("0.00");
}
