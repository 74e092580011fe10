using System.Globalization;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Tests.Recordings;

public class BinningTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.0002)]
    [InlineData(0.0005)]
    [InlineData(1.0 / 3000)]
    public void A_spike_written_at_the_beginning_of_a_step_is_counted_in_it(double timeStep)
    {
        for (var k = 0; k < 2_000_000; k += 7)
        {
            Binning.BinOf(k * timeStep, timeStep).ShouldBe(k);
            Binning.BinOf(k * timeStep + 0.999 * timeStep, timeStep).ShouldBe(k);
        }

        Binning.BinOf(double.Parse(123456.789.ToString("F3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), 0.001).ShouldBe(123456789);
        Binning.BinOf(-0.0004, 0.001).ShouldBe(-1);
    }

    [Fact]
    public void Spikes_are_counted_for_each_population()
    {
        var recording = new SpikeRecording([new("1", "E", [0.0, 0.0011, 0.003]), new("2", "E", [0.0019]), new("3", "I", [0.0029])]);
        var counts = Binning.Count(recording, 0.001);
        counts.Populations.ShouldBe(["E", "I"]);
        counts.Of(0).ToArray().ShouldBe([1, 2, 0, 1]);
        counts.Of(1).ToArray().ShouldBe([0, 0, 1, 0]);
        var shifted = Binning.Count(recording, 0.001, ["I", "E"], start: 0.001, duration: 0.002);
        shifted.Of(1).ToArray().ShouldBe([2, 0]);
        shifted.Of(0).ToArray().ShouldBe([0, 1]);
        shifted.Start.ShouldBe(0.001);
    }

    [Fact]
    public void A_known_duration_fixes_the_number_of_steps()
    {
        var recording = new SpikeRecording([new("1", null, [0.0042])], duration: 0.01);
        var counts = Binning.Count(recording, 0.001);
        counts.Populations.ShouldBe(["all"]);
        counts.Of(0).ToArray().ShouldBe([0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);
    }

    [Fact]
    public void Populations_that_do_not_occur_are_refused()
    {
        var labelled = new SpikeRecording([new("1", "E", [0.1])]);
        var plain = new SpikeRecording([new("1", null, [0.1])]);
        Should.Throw<InputException>(() => Binning.Count(labelled, 0.001, ["X"])).Message.ShouldContain("population X; the recording has E");
        Should.Throw<InputException>(() => Binning.Count(plain, 0.001, ["E", "I"])).Message.ShouldContain("add a population column");
        Should.Throw<InputException>(() => Binning.Count(plain, 0.001, start: 5)).Message.ShouldContain("the spikes end at 0.1 s: counting from 5 s in steps of 0.001 s gives 0 steps");
    }
}
