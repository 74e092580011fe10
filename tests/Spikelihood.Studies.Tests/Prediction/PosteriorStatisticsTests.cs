using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Prediction;

namespace Spikelihood.Studies.Tests.Prediction;

public class PosteriorStatisticsTests
{
    private static readonly double[] OneToNineteen = [.. Enumerable.Range(1, 19).Select(i => (double)i)];

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(20, 0.1)]
    [InlineData(1.5, 0.2)]
    [InlineData(2, 0.3)]
    [InlineData(10, 1)]
    public void The_p_value_is_twice_the_share_further_out_the_data_counted_among_them(double value, double p)
    {
        var found = PosteriorStatistics.Compare(Statistic(value), [.. OneToNineteen], 19).ShouldNotBeNull();
        found.P.ShouldBe(p, 1e-12);
        (found.Mean, found.Smallest, found.Largest).ShouldBe((10, 1, 19));
        found.Low.ShouldBe(1.9, 1e-12);
        found.High.ShouldBe(18.1, 1e-12);
    }

    [Fact]
    public void The_normal_p_value_is_that_of_students_prediction()
    {
        // Three values -1, 0, 1: SD 1, a further one has the variance 4/3; t = 2 sqrt(4/3) / sqrt(4/3) = 2 with 2 degrees of freedom.
        var found = PosteriorStatistics.Compare(Statistic(2 * Math.Sqrt(4.0 / 3)), [1, -1, 0], 3).ShouldNotBeNull();
        found.NormalP.ShouldBe(1 - 2 / Math.Sqrt(2 + 4.0), 1e-12);
    }

    [Fact]
    public void Of_data_like_the_simulations_no_more_than_one_in_a_hundred_is_outside()
    {
        const int Repetitions = 4000;
        var rng = new Rng(9, StreamPurpose.Test, 0);
        var (outside, below) = (0, 0);
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var values = new double[40];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = 6 + 0.2 * rng.NextNormal();
            }

            var found = PosteriorStatistics.Compare(Statistic(6 + 0.2 * rng.NextNormal()), values, 40).ShouldNotBeNull();
            outside += found.Outside ? 1 : 0;
            below += found.NormalP < 0.1 ? 1 : 0;
        }

        (outside / (double)Repetitions).ShouldBeInRange(0.004, 0.012);
        (below / (double)Repetitions).ShouldBe(0.1, 0.02);
    }

    [Fact]
    public void What_is_undefined_is_left_out()
    {
        PosteriorStatistics.Compare(Statistic(double.NaN), [.. OneToNineteen], 19).ShouldBeNull();
        PosteriorStatistics.Compare(Statistic(1), [1, 2, 3, 4], 19).ShouldBeNull();
        PosteriorStatistics.Compare(Statistic(5), [5, 5, 5, 5], 4).ShouldNotBeNull().NormalP.ShouldBe(1);
        PosteriorStatistics.Compare(Statistic(6), [5, 5, 5, 5], 4).ShouldNotBeNull().NormalP.ShouldBe(0);
    }

    [Fact]
    public void A_trial_is_summed_up_by_rate_fluctuations_memory_power_and_correlation()
    {
        // A sine of 5 Hz on 20 Hz in E; the same 10 ms later in I.
        double[][] rows = [Sine(0), Sine(0.01)];
        var fine = new PopulationSeries<double>(["E", "I"], 0.001, rows);
        var binned = Spikes.Statistics.DisjointBins.Average(fine, 0.01);
        var found = TrialStatistics.Of(fine, binned).ToDictionary(item => $"{item.Quantity} {string.Join(',', item.Populations)}", item => item.Value);
        found["mean rate E"].ShouldBe(20, 1e-9);
        found["SD of the activity in 10 ms bins E"].ShouldBe(10 / Math.Sqrt(2), 0.05);
        found["SD of the activity in 1000 ms bins E"].ShouldBe(0, 1e-9);
        found["autocorrelation at 200 ms E"].ShouldBe(1, 0.02);
        found["autocorrelation at 50 ms E"].ShouldBe(0, 0.02);

        // All of the variance at 5 Hz and its mirror image; 1, 2, ..., 9 Hz are averaged.
        found["power density from 1 to 10 Hz E"].ShouldBe(50 / 2.0 / 9, 1e-9);
        found["power density from 30 to 100 Hz E"].ShouldBe(0, 1e-9);
        found["correlation E,I"].ShouldBe(Math.Cos(2 * Math.PI * 5 * 0.01), 0.01);
        found["correlation with the second 10 ms later E,I"].ShouldBe(1, 0.001);
        found["correlation with the first 10 ms later E,I"].ShouldBe(Math.Cos(2 * Math.PI * 5 * 0.02), 0.01);

        static double[] Sine(double delay) => [.. Enumerable.Range(0, 20_000).Select(k => 20 + 10 * Math.Sin(2 * Math.PI * 5 * (0.001 * k - delay)))];
    }

    private static MeasuredStatistic Statistic(double value) => new("mean rate", "Hz", ["E"], value);
}
