using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Tests.Files;

public sealed class SpikesFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("spikes.csv")]
    [InlineData("spikes.csv.gz")]
    public void Spikes_survive_a_round_trip(string name)
    {
        var recording = new SpikeRecording([new("1", "E", [0.1, 1.0 / 3]), new("2", "E", [0.2, 0.2]), new("10", "E", [1e-5]), new("1", "I", [0.25])]);
        SpikesFile.Write(_folder[name], recording);
        var read = SpikesFile.Read(_folder[name]);
        read.Units.Select(unit => (unit.Name, unit.Population)).ShouldBe([("1", "E"), ("2", "E"), ("10", "E"), ("1", "I")]);
        read.Units.SelectMany(unit => unit.Times).ShouldBe(recording.Units.SelectMany(unit => unit.Times));
        read.Populations.ShouldBe(["E", "I"]);
        File.ReadAllBytes(_folder[name])[0].ShouldBe(name.EndsWith("gz", StringComparison.Ordinal) ? (byte)0x1f : (byte)'u');
    }

    [Fact]
    public void Columns_come_in_any_order_and_population_is_optional()
    {
        var read = SpikesFile.Read(_folder.Text("s.csv", "time_s,unit\n0.3,b\n0.1,b\n0.2,a\n"));
        read.Populations.ShouldBeEmpty();
        read.Units.Select(unit => unit.Name).ShouldBe(["a", "b"]);
        read.Units[1].Times.ShouldBe([0.1, 0.3]);
        read.UnsortedUnits.ShouldBe(1);
        read.Duration.ShouldBe(0.3);
        SpikesFile.Write(_folder["t.csv"], read);
        File.ReadAllText(_folder["t.csv"]).ShouldBe("unit,time_s\na,0.2\nb,0.1\nb,0.3\n");
    }

    [Theory]
    [InlineData("cell,amplitude\n1,0.3\n2,0.4\n", "line 1: needs columns unit,time_s (population is optional); found cell, amplitude")]
    [InlineData("unit,time_s\n1,0.1\n1\n2,0.3,extra\n", "line 3: has 1 field, but the header has 2")]
    [InlineData("unit,time_s\n1,0.1\n1,NA\n1,0.3\n", "line 3: \"NA\" is not a number")]
    [InlineData("unit,time_s\n", "no spikes")]
    [InlineData("unit,time_s,amplitude\n1,0.1,3\n", "line 1: column \"amplitude\" is not known")]
    [InlineData("unit,time_s\n1,0.1\n1,-0.2\n", "line 3: -0.2 s is before time 0")]
    [InlineData("unit,time_s\n,0.1\n", "line 2: column unit is blank")]
    [InlineData("unit,time_s\n1,nan\n", "line 2: \"nan\" is not a finite number")]
    [InlineData("unit,unit,time_s\n1,1,0.1\n", "line 1: the header names \"unit\" twice")]
    [InlineData("1,0.1\n1,0.2\n", "line 1: is not a header")]
    public void A_wrong_file_gets_one_sentence_with_its_place(string content, string sentence)
    {
        var path = _folder.Text("bad.csv", content);
        var error = Should.Throw<InputException>(() => SpikesFile.Read(path));
        error.Message.ShouldStartWith(path);
        error.Message.ShouldContain(sentence);
    }

    [Fact]
    public void Reading_many_spikes_allocates_little_more_than_the_spikes()
    {
        // Time depends on the machine's load; a string for each field, the usual reason for slow reading, shows here.
        const int Spikes = 200_000;
        var units = Enumerable.Range(0, 200).Select(unit =>
            new SpikeUnit($"{unit}", "E", [.. Enumerable.Range(0, Spikes / 200).Select(k => k * 0.0987654321 + unit * 1e-5)]));
        SpikesFile.Write(_folder["many.csv"], new SpikeRecording([.. units]));
        SpikesFile.Read(_folder["many.csv"]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        SpikesFile.Read(_folder["many.csv"]).SpikeCount.ShouldBe(Spikes);
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        bytes.ShouldBeLessThan(5 * sizeof(double) * Spikes);
    }
}
