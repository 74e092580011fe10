using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Comparison;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Tests.Comparison;

public class OneStepTestTests
{
    private const int Steps = 3000;

    /// <summary>Binomial counts of 80 neurons whose expectation follows the counts before it, and that expectation.</summary>
    private static (int[] Counts, double[] Expected) History(ulong seed, double rate = 2, int size = 80)
    {
        var rng = new Rng(seed, StreamPurpose.Test, 1);
        var (counts, expected) = (new int[Steps], new double[Steps]);
        for (var k = 0; k < Steps; k++)
        {
            expected[k] = rate * (0.5 + 0.5 * Math.Pow(Math.Sin(0.02 * k), 2)) + (k > 0 ? 0.3 * counts[k - 1] : 0);
            counts[k] = BinomialSampler.Sample(ref rng, size, expected[k] / size);
        }

        return (counts, expected);
    }

    private static OneStepTest Test((int[] Counts, double[] Expected) history, ulong seed = 1) =>
        OneStepTest.Of(history.Counts, history.Expected, 80, new Rng(seed, StreamPurpose.Residuals, 0));

    [Theory]
    [InlineData(2)]
    [InlineData(0.05)]
    public void Right_predictions_are_rejected_as_often_as_the_p_value_says(double rate)
    {
        var tests = Enumerable.Range(0, 300).Select(i => Test(History((ulong)i, rate), (ulong)i)).ToArray();
        foreach (var p in new Func<OneStepTest, double>[] { test => test.Uniformity.PValue, test => test.Independence.PValue, test => test.RatioP })
        {
            UniformityTest.Of([.. tests.Select(p).Order()]).PValue.ShouldBeGreaterThan(0.001);
        }

        tests.ShouldAllBe(test => !test.IsMisfit);
        tests.Average(test => test.Dispersion).ShouldBe(1, 0.02);
        tests.Average(test => test.Ratio).ShouldBe(1, 0.02);
        // The stated error is the actual scatter.
        (Math.Sqrt(tests.Average(test => Math.Pow(test.Ratio - 1, 2))) / tests.Average(test => test.RatioError)).ShouldBe(1, 0.15);
    }

    [Fact]
    public void Each_way_of_being_wrong_is_told_apart()
    {
        var (counts, expected) = History(5);
        var few = Test((counts, [.. expected.Select(mean => 0.82 * mean)]));
        few.Ratio.ShouldBe(0.82, 0.02);
        (few.IsRateWrong, few.IsShapeWrong, few.IsMisfit).ShouldBe((true, true, true));

        // A prediction that knows the mean alone misses what carries over from step to step.
        var mean = counts.Average();
        var forgetful = Test((counts, [.. counts.Select(_ => mean)]));
        (forgetful.IsRateWrong, forgetful.IsMemoryWrong, forgetful.IsMisfit).ShouldBe((false, true, true));
        forgetful.LargestLag.ShouldBe(1);

        // Spikes in pairs scatter twice as much as a binomial with the same mean.
        var rng = new Rng(6, StreamPurpose.Test, 2);
        var pairs = expected.Select(value => 2 * BinomialSampler.Sample(ref rng, 40, value / 80)).ToArray();
        var bunched = Test((pairs, expected));
        bunched.Dispersion.ShouldBe(2, 0.2);
        (bunched.IsDispersionWrong, bunched.IsMemoryWrong).ShouldBe((true, false));
    }

    [Fact]
    public void Small_errors_are_significant_without_being_a_misfit()
    {
        var rng = new Rng(7, StreamPurpose.Test, 3);
        var expected = Enumerable.Repeat(20.0, 50_000).ToArray();
        var counts = expected.Select(_ => BinomialSampler.Sample(ref rng, 80, 0.2525)).ToArray();
        var test = Test((counts, expected));
        test.RatioP.ShouldBeLessThan(1e-10);
        test.Ratio.ShouldBe(1 / 1.01, 0.001);
        test.IsMisfit.ShouldBeFalse();
    }

    [Fact]
    public void Residuals_are_drawn_from_the_counts_step_of_the_cumulative_distribution()
    {
        int[] counts = [0, 1, 3];
        double[] expected = [0.6, 1.5, 3];
        var residuals = QuantileResiduals.Of(counts, expected, 3, new Rng(2, StreamPurpose.Residuals, 9));
        var rng = new Rng(2, StreamPurpose.Residuals, 9);
        double[] places = [rng.NextDouble(), rng.NextDouble(), rng.NextDouble()];
        residuals.Uniform.ShouldBe([places[0] * 0.512, 0.125 + places[1] * 0.375, places[2]], 1e-14);
        residuals.Normal.Select(z => new Normal(0, 1).Cumulative(z)).ShouldBe(residuals.Uniform, 1e-12);
    }

    [Fact]
    public void Silence_that_was_predicted_is_no_misfit_and_silence_that_was_not_is()
    {
        var silent = new int[Steps];
        Test((silent, new double[Steps])).IsMisfit.ShouldBeFalse();
        Test((silent, [.. silent.Select(_ => 0.5)])).IsRateWrong.ShouldBeTrue();
    }
}
