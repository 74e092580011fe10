using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Tests.Statistics;

public class TestsOfResidualsTests
{
    [Theory]
    // Tabulated values of Kolmogorov's distribution (Smirnov 1948).
    [InlineData(0.4, 0.997192)]
    [InlineData(1.0, 0.270000)]
    [InlineData(1.18, 0.123452)]
    [InlineData(1.36, 0.049486)]
    [InlineData(1.63, 0.009846)]
    [InlineData(0, 1)]
    public void Kolmogorovs_distribution_has_its_tabulated_values(double value, double probability) =>
        UniformityTest.Exceeding(value).ShouldBe(probability, 2e-6);

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.83)]
    [InlineData(1.1799999)]
    public void Both_series_of_Kolmogorovs_distribution_agree(double value) => UniformityTest.Exceeding(value)
        .ShouldBe(2 * Enumerable.Range(1, 100).Sum(j => (j % 2 == 1 ? 1 : -1) * Math.Exp(-2.0 * j * j * value * value)), 1e-12);

    [Fact]
    public void The_largest_distance_is_looked_for_on_both_sides_of_every_number()
    {
        UniformityTest.Of([0.5]).Statistic.ShouldBe(0.5);
        UniformityTest.Of([0.1, 0.2, 0.9]).Statistic.ShouldBe(2 / 3.0 - 0.2, 1e-15);
        UniformityTest.Of([0.7, 0.8, 0.9]).Statistic.ShouldBe(0.7, 1e-15);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(500)]
    public void Uniform_numbers_pass_as_often_as_the_p_value_says(int length)
    {
        var below = new int[2];
        const int Repeats = 4000;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var rng = new Rng(3, StreamPurpose.Test, (ulong)repeat);
            var p = UniformityTest.Of([.. Enumerable.Range(0, length).Select(_ => rng.NextDouble()).Order()]).PValue;
            below[0] += p < 0.05 ? 1 : 0;
            below[1] += p < 0.5 ? 1 : 0;
        }

        (below[0] / (double)Repeats).ShouldBe(0.05, 0.015);
        (below[1] / (double)Repeats).ShouldBe(0.5, 0.04);
    }

    [Fact]
    public void Autocorrelation_and_Ljung_Box_are_what_they_are_defined_as()
    {
        double[] x = [1, 3, 2, 5, 4, 4, 1, 0];
        var mean = 2.5;
        double Product(int lag) => Enumerable.Range(lag, x.Length - lag).Sum(k => (x[k] - mean) * (x[k - lag] - mean));
        var correlations = Autocorrelation.Of(x, 2);
        correlations.ShouldBe([Product(1) / Product(0), Product(2) / Product(0)], 1e-15);
        var (statistic, p) = Autocorrelation.LjungBox(correlations, x.Length);
        statistic.ShouldBe(8 * 10 * (correlations[0] * correlations[0] / 7 + correlations[1] * correlations[1] / 6), 1e-13);
        // With two degrees of freedom the chi-square is exponential.
        p.ShouldBe(Math.Exp(-statistic / 2), 1e-12);
    }

    [Fact]
    public void Noise_has_no_memory_and_a_moving_average_has()
    {
        var rejected = 0;
        for (var repeat = 0; repeat < 2000; repeat++)
        {
            var rng = new Rng(4, StreamPurpose.Test, (ulong)repeat);
            var noise = Enumerable.Range(0, 400).Select(_ => rng.NextNormal()).ToArray();
            rejected += Autocorrelation.LjungBox(Autocorrelation.Of(noise, 20), 400).PValue < 0.05 ? 1 : 0;
            if (repeat < 20)
            {
                var smooth = noise.Zip(noise.Skip(1), (a, b) => b + 0.5 * a).ToArray();
                Autocorrelation.LjungBox(Autocorrelation.Of(smooth, 20), smooth.Length).PValue.ShouldBeLessThan(1e-3);
            }
        }

        (rejected / 2000.0).ShouldBe(0.05, 0.02);
    }
}
