using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Tests.Statistics;

public class ActivityTests
{
    [Fact]
    public void Activity_is_spikes_per_neuron_and_second()
    {
        var activity = Activity.FromCounts(new PopulationSeries<int>(["E", "I"], 0.001, [[1, 3], [2, 0]]), [100, 50]);
        activity.Of(0).ToArray().ShouldBe([10, 30], 1e-9);
        activity.Of(1).ToArray().ShouldBe([40, 0], 1e-9);
        Activity.Mean(activity.Of(0)).ShouldBe(20, 1e-9);
        Activity.StandardDeviation(activity.Of(0)).ShouldBe(10, 1e-9);
    }

    [Fact]
    public void The_spread_depends_on_the_width_of_the_bins()
    {
        // Alternating 0 and 2 in every step, plus a slow square wave of 0 and 10 in blocks of ten steps.
        var trace = Enumerable.Range(0, 100).Select(k => 2.0 * (k % 2) + 10 * (k / 10 % 2)).ToArray();
        Activity.StandardDeviation(trace, 0.001, 0.001).ShouldBe(Math.Sqrt(26), 1e-12);
        Activity.StandardDeviation(trace, 0.001, 0.010).ShouldBe(5, 1e-12);
        double.IsNaN(Activity.StandardDeviation(trace, 0.001, 0.1)).ShouldBeTrue();
        Should.Throw<ArgumentException>(() => Activity.StandardDeviation(trace, 0.001, 0.0025)).Message.ShouldContain("0.0025 s is not a whole number of steps");
    }

    [Fact]
    public void Disjoint_bins_leave_out_what_does_not_fill_one()
    {
        DisjointBins.Sum([1, 2, 3, 4, 5], 2).ShouldBe([3, 7]);
        DisjointBins.Average([1, 2, 3, 4, 5], 2).ShouldBe([1.5, 3.5]);
        DisjointBins.StepsIn(0.010, 0.001).ShouldBe(10);
        DisjointBins.StepsIn(0.010, 1.0 / 3000).ShouldBe(30);
        var counts = DisjointBins.Sum(new PopulationSeries<int>(["E"], 0.001, [[1, 2, 3, 4, 5]]), 0.002);
        counts.Of(0).ToArray().ShouldBe([3, 7]);
        counts.TimeStep.ShouldBe(0.002);
        var averages = DisjointBins.Average(new PopulationSeries<double>(["E"], 0.001, [[1, 2, 3, 4, 5]]), 0.002);
        averages.Of(0).ToArray().ShouldBe([1.5, 3.5]);
        averages.TimeStep.ShouldBe(0.002);
    }

    [Fact]
    public void A_constant_trace_has_no_correlation()
    {
        double.IsNaN(Correlation.Pearson([0.1, 0.1, 0.1], [1, 2, 3])).ShouldBeTrue();
        Correlation.Pearson([1, 2, 4], [-1, -2, -4]).ShouldBe(-1, 1e-12);
    }
}
