using System.Text.Json;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Summaries;

namespace Spikelihood.Spikes.Tests.Summaries;

public sealed class RecordingSummaryTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_small_retina_recording_is_read_as_other_software_reads_it()
    {
        var path = TestData.Path("retina_demas.spikes.csv.gz");
        var summary = RecordingSummary.Of(path);
        summary.Kind.ShouldBe("spikes");
        summary.Units.ShouldBe(35);
        summary.Spikes.ShouldBe(90145);
        summary.From!.Value.ShouldBe(0.00015, 1e-9);
        summary.To!.Value.ShouldBe(3599.9893, 1e-9);
        summary.Duration!.Value.ShouldBe(3599.989, 5e-4);
        summary.MeanRate!.Value.ShouldBe(0.7154, 5e-5);
        summary.MinimumRate!.Value.ShouldBe(0.0569, 5e-5);
        summary.MaximumRate!.Value.ShouldBe(2.842, 5e-4);
        summary.ShortIntervals!.Value.ShouldBe(0.005771, 5e-7);
        summary.Populations.Single().Name.ShouldBe("RGC");
        summary.Warnings.ShouldBeEmpty();
        SpikesFile.Read(path).Units.Select(unit => unit.Times.Length).ShouldBe([
            2190, 1573, 205, 1720, 2682, 2371, 2002, 2801, 1939, 752, 3541, 3728, 2836, 393, 706, 1086, 2740, 739, 5467, 1475, 2866, 903,
            1844, 2234, 3055, 2012, 10231, 2039, 4703, 1717, 2643, 4056, 6175, 3063, 1658]);
    }

    [Fact]
    public void The_large_retina_recording_is_read_and_its_short_intervals_are_pointed_out()
    {
        var summary = RecordingSummary.Of(TestData.Path("retina_maccione_300s.spikes.csv.gz"));
        summary.Units.ShouldBe(794);
        summary.Spikes.ShouldBe(119807);
        summary.MeanRate!.Value.ShouldBe(0.502988, 1e-6);
        summary.ShortIntervals!.Value.ShouldBe(0.020754, 1e-6);
        summary.Warnings.Single().ShouldContain("2.1 % of the inter-spike intervals are below 2 ms");
    }

    [Theory]
    [InlineData("unit,time_s\n1,302.546\n1,1547.659\n1,2556.636\n1,13480779.000\n", "4 spikes over 156 days: is time_s in another unit than s")]
    [InlineData("unit,time_s\n1,0\n1,1000.5\n2,2000.5\n", "the mean rate is 0.00075 Hz: are the times in ms or samples rather than s?")]
    [InlineData("unit,time_s\n1,0.5\n1,0.2\n2,0.4\n", "1 of 2 units have times out of order; they were sorted.")]
    [InlineData("unit,time_s\n1,0.2\n1,0.2\n2,0.4\n", "1 spikes repeat a time of the same unit")]
    [InlineData("unit,time_s\n1,0\n1,1\n1,2\n1,3\n1,4\n1,5\n1,6\n1,7\n1,8\n1,9\n1,10\n", "all times are whole numbers")]
    public void Implausible_spikes_are_warned_of(string content, string warning) =>
        RecordingSummary.Of(_folder.Text("s.csv", content)).Warnings.ShouldContain(sentence => sentence.Contains(warning, StringComparison.Ordinal));

    [Fact]
    public void Counts_and_input_are_told_apart()
    {
        var counts = RecordingSummary.Of(_folder.Text("counts.csv", "time_s,E,I\n0,1,0\n0.5,3,0\n"));
        (counts.Kind, counts.Steps, counts.TimeStep, counts.Duration, counts.Spikes).ShouldBe(("counts", 2, 0.5, 1, 4));
        counts.Populations[0].ShouldBe(new PopulationSummary("E", null, 4, 4, null, 1, 3));
        counts.Warnings.ShouldBe(["population I has no spikes."]);
        var input = RecordingSummary.Of(_folder.Text("input.csv", "time_s,E\n0,1\n0.5,-2.5\n"));
        input.Kind.ShouldBe("input");
        input.Populations[0].ShouldBe(new PopulationSummary("E", null, null, null, -0.75, -2.5, 1));
        RecordingSummary.Of(_folder.Text("stimulus.csv", "time_s,E\n0,1\n0.5,2\n")).Kind.ShouldBe("input");
        Should.Throw<InputException>(() => RecordingSummary.Of(_folder.Text("x.csv", "cell,amplitude\n1,2\n"))).Message
            .ShouldContain("needs columns unit,time_s");
    }

    [Fact]
    public void A_single_spike_has_no_rate()
    {
        var summary = RecordingSummary.Of(_folder.Text("s.csv", "unit,time_s\n1,0.5\n"));
        summary.MeanRate.ShouldBeNull();
        using var json = JsonDocument.Parse(SummaryJson.Write(summary));
        json.RootElement.GetProperty("meanRate").ValueKind.ShouldBe(JsonValueKind.Null);
        json.RootElement.GetProperty("populations")[0].GetProperty("spikes").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void Statistics_of_counts_are_those_of_their_parts()
    {
        var rng = new Rng(9, StreamPurpose.Test, 0);
        var rows = new int[2][];
        for (var population = 0; population < 2; population++)
        {
            rows[population] = new int[20000];
            for (var k = 0; k < 20000; k++)
            {
                for (var neuron = 0; neuron < 50; neuron++)
                {
                    rows[population][k] += rng.NextDouble() < 0.02 ? 1 : 0;
                }
            }
        }

        CountsFile.Write(_folder["counts.csv"], new PopulationSeries<int>(["E", "I"], 0.001, rows));
        var statistics = RecordingStatistics.Of(_folder["counts.csv"], [50, 50]);
        statistics.PerNeuron.ShouldBeTrue();
        var e = statistics.Populations[0];
        e.MeanRate.ShouldBe(20, 0.6);
        e.Deviation1Ms!.Value.ShouldBe(Math.Sqrt(20 * 0.98 / 50 / 0.001), 0.4);
        e.Deviation10Ms!.Value.ShouldBe(Math.Sqrt(20 * 0.98 / 50 / 0.010), 0.3);
        e.Fano!.Value.ShouldBe(0.98, 0.13);
        e.SpectrumBands.Length.ShouldBe(8);
        e.SpectrumBands[7]!.Value.ShouldBe(e.RateOverSize * 0.98, 0.04);
        statistics.Correlation1Ms!.Value[0][1]!.Value.ShouldBe(0, 0.03);
        statistics.Correlation1Ms!.Value[0][0]!.Value.ShouldBe(1, 1e-12);
        using var json = JsonDocument.Parse(SummaryJson.Write(statistics));
        json.RootElement.GetProperty("populations")[1].GetProperty("meanRate").GetDouble().ShouldBe(20, 0.6);
        RecordingStatistics.Of(_folder["counts.csv"]).Populations[0].MeanRate.ShouldBe(50 * e.MeanRate, 1e-6);
        Should.Throw<InputException>(() => RecordingStatistics.Of(_folder["counts.csv"], [50])).Message.ShouldContain("one size of at least 1 for each");
    }

    [Fact]
    public void Statistics_of_spikes_cover_units_and_populations()
    {
        var statistics = RecordingStatistics.Of(TestData.Path("retina_maccione_300s.spikes.csv.gz"));
        var population = statistics.Populations.Single();
        (population.Name, population.Size, population.Spikes).ShouldBe(("RGC", 794, 119807));
        population.MeanRate.ShouldBe(0.503, 0.001);
        population.Intervals!.Cv!.Value.ShouldBeGreaterThan(1.5);
        population.Intervals.ShortIntervals!.Value.ShouldBe(0.020754, 1e-6);
        // Bursts: slow activity is far stronger than that of independent neurons.
        population.SpectrumBands[0]!.Value.ShouldBeGreaterThan(5 * population.RateOverSize);
        Should.Throw<InputException>(() => RecordingStatistics.Of(_folder.Text("trap.csv", "unit,time_s\n1,302.546\n1,13480779\n"))).Message
            .ShouldContain("spans 156 days");
        Should.Throw<InputException>(() => RecordingStatistics.Of(_folder.Text("stimulus.csv", "time_s,E\n0,1\n0.5,2\n"))).Message
            .ShouldContain("holds input currents");
    }

    [Fact]
    public void Short_or_coarse_recordings_have_the_statistics_that_can_be_told()
    {
        var statistics = RecordingStatistics.Of(_folder.Text("c.csv", "time_s,E\n0,1\n0.5,0\n1,2\n"), [10]);
        statistics.Populations[0].Deviation1Ms.ShouldBeNull();
        statistics.Populations[0].SpectrumBands.ShouldAllBe(band => band == null);
        statistics.Correlation10Ms.ShouldBeNull();
        SummaryJson.Write(statistics).ShouldContain("\"correlation10Ms\": null");
    }
}
