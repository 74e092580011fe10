using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Tests.Statistics;

/// <summary>Against values of Elephant and SciPy.</summary>
public class ReferenceStatisticsTests
{
    private static double Reference(string key) => TestData.SpikeStatistics.GetProperty(key).GetProperty("elephant").GetDouble();

    [Theory]
    [InlineData("A")]
    [InlineData("B")]
    [InlineData("C")]
    [InlineData("D")]
    public void Interval_statistics_agree(string train)
    {
        var statistics = IntervalStatistics.Of(TestData.Train(train));
        statistics.Cv.ShouldBe(Reference($"cv_{train}"), 1e-12);
        statistics.Cv2.ShouldBe(Reference($"cv2_{train}"), 1e-12);
        statistics.Lv.ShouldBe(Reference($"lv_{train}"), 1e-12);
        statistics.LvR.ShouldBe(Reference($"lvr_{train}_R5ms"), 1e-12);
        statistics.BelowRefractory.ShouldBe(0);
    }

    [Fact]
    public void Trains_without_intervals_have_no_statistics()
    {
        foreach (var train in new[] { "E", "F" })
        {
            var statistics = IntervalStatistics.Of(TestData.Train(train));
            statistics.Count.ShouldBe(0);
            double.IsNaN(statistics.Cv).ShouldBeTrue();
            double.IsNaN(statistics.Cv2).ShouldBeTrue();
        }
    }

    [Fact]
    public void The_Fano_factor_agrees()
    {
        int[] counts = [.. "ABCDEF".Select(name => TestData.Train($"{name}").Length)];
        CountVariability.FanoFactor(counts).ShouldBe(Reference("fano_factor_all"), 1e-12);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    public void Binned_counts_and_their_correlations_agree(int milliseconds)
    {
        var units = "ABCDE".Select(name => new SpikeUnit($"{name}", $"{name}", [.. TestData.Train($"{name}")]));
        var counts = Binning.Count(new SpikeRecording([.. units], duration: 1), milliseconds / 1000.0);
        var expected = TestData.SpikeStatistics.GetProperty($"binned_{milliseconds}ms").GetProperty("counts");
        var correlation = TestData.SpikeStatistics.GetProperty($"corrcoef_{milliseconds}ms_ABCDE").GetProperty("elephant");
        var rows = Enumerable.Range(0, 5).Select(k => counts.Of(k).ToArray().Select(count => (double)count).ToArray()).ToArray();
        for (var x = 0; x < 5; x++)
        {
            rows[x].ShouldBe(expected[x].Numbers());
            for (var y = 0; y < 5; y++)
            {
                Correlation.Pearson(rows[x], rows[y]).ShouldBe(correlation[x][y].GetDouble(), 1e-12);
            }
        }
    }

    [Fact]
    public void The_time_histogram_agrees()
    {
        var expected = TestData.SpikeStatistics.GetProperty("psth_rate_50ms_all6").GetProperty("elephant").Numbers();
        var rate = CountVariability.Psth([.. "ABCDEF".Select(name => TestData.Train($"{name}"))], 0.05, 1);
        rate.Length.ShouldBe(expected.Length);
        for (var bin = 0; bin < rate.Length; bin++)
        {
            rate[bin].ShouldBe(expected[bin], 1e-12);
        }
    }

    [Fact]
    public void The_Welch_spectrum_agrees()
    {
        var reference = TestData.SpikeStatistics.GetProperty("welch_psd");
        var spectrum = PowerSpectrum.Welch(reference.GetProperty("signal").Numbers(), 0.001, 128);
        var (frequencies, density) = (reference.GetProperty("freq").Numbers(), reference.GetProperty("psd").Numbers());
        spectrum.Density.Length.ShouldBe(density.Length);
        for (var k = 0; k < density.Length; k++)
        {
            spectrum.Frequencies[k].ShouldBe(frequencies[k], 1e-9);
            spectrum.Density[k].ShouldBe(density[k], 1e-15);
        }
    }
}
