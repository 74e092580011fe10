using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Tests.Files;

public sealed class CountsFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0.001, 0)]
    [InlineData(0.0002, 0)]
    [InlineData(0.0015, 0)]
    [InlineData(0.001001, 0)]
    [InlineData(0.1, 10)]
    [InlineData(1.0 / 3000, 0)]
    [InlineData(1.0 / 3000, 0.5)]
    [InlineData(0.00033333333333333327, 0)]
    [InlineData(2, 0)]
    [InlineData(0.001, 12.345)]
    public void Counts_and_times_survive_a_round_trip(double timeStep, double start)
    {
        var rng = new Rng(1, StreamPurpose.Test, 0);
        var values = new int[2][];
        for (var population = 0; population < 2; population++)
        {
            values[population] = new int[1500];
            for (var k = 0; k < 1500; k++)
            {
                values[population][k] = rng.NextInt(2000);
            }
        }

        var counts = new PopulationSeries<int>(["E", "I, inhibitory \"fast\""], timeStep, values) { Start = start };
        CountsFile.Write(_folder["counts.csv"], counts);
        var read = CountsFile.Read(_folder["counts.csv"]);
        read.Populations.ShouldBe(counts.Populations);
        read.TimeStep.ShouldBe(timeStep);
        read.Start.ShouldBe(start);
        read.Of(0).ToArray().ShouldBe(values[0]);
        read.Of(1).ToArray().ShouldBe(values[1]);
        CountsFile.Write(_folder["again.csv"], read);
        File.ReadAllText(_folder["again.csv"]).ShouldBe(File.ReadAllText(_folder["counts.csv"]));
    }

    [Fact]
    public void A_written_file_is_plain_to_read()
    {
        var counts = new PopulationSeries<int>(["E", "I"], 0.001, [[0, 3, 1], [2, 0, 0]]);
        CountsFile.Write(_folder["counts.csv"], counts);
        File.ReadAllText(_folder["counts.csv"]).ShouldBe("time_s,E,I\n0.000,0,2\n0.001,3,0\n0.002,1,0\n");
    }

    [Theory]
    [InlineData("0,1\n0.001,1\n0.002,1", 0.001)]
    [InlineData("0.0000,1\n0.0003,1\n0.0007,1\n0.0010,1\n0.0013,1\n0.0017,1\n0.0020,1", 1.0 / 3000)]
    [InlineData("0.0000,1\n0.0015,1\n0.0030,1\n0.0045,1", 0.0015)]
    [InlineData("0,1\n0.000333,1\n0.000667,1\n0.001,1\n0.001333,1", 1.0 / 3000)]
    [InlineData("0,1\n1e-3,1\n2E-03,1\n0.003,1", 0.001)]
    [InlineData("0,1\n0.1,1\n0.2,1\n0.30000000000000004,1\n0.4,1\n0.5,1\n0.6,1\n0.7,1\n0.7999999999999999,1\n0.8999999999999999,1", 0.1)]
    [InlineData("0.0005,1\n0.0015,1\n0.0025,1", 0.001)]
    [InlineData("100.0,1\n100.1,1\n100.2,1", 0.1)]
    [InlineData("0,1\n0.10000000149011612,1\n0.20000000298023224,1\n0.30000001192092896,1", 0.1)]
    public void The_time_step_is_found_behind_rounding(string rows, double timeStep) =>
        CountsFile.Read(_folder.Text("counts.csv", "time_s,E\n" + rows)).TimeStep.ShouldBe(timeStep, 1e-15);

    [Theory]
    [InlineData("\uFEFFtime_s,E,I\r\n0,1,2\r\n0.5,3,4\r\n\r\n\r\n")]
    [InlineData("time_s , E ,\"I\"\n 0 , 1 , 2 \n\"0.5\",\"3\",4.0\n")]
    [InlineData("time_s,E,I\n0,1,2\n0.5,3,4")]
    public void Byte_order_marks_line_ends_quotes_and_blanks_do_not_matter(string content)
    {
        var counts = CountsFile.Read(_folder.Text("counts.csv", content));
        counts.Populations.ShouldBe(["E", "I"]);
        counts.TimeStep.ShouldBe(0.5);
        counts.Of(0).ToArray().ShouldBe([1, 3]);
        counts.Of(1).ToArray().ShouldBe([2, 4]);
    }

    [Fact]
    public void A_missing_row_is_found_wherever_it_is()
    {
        for (var missing = 1; missing < 59; missing++)
        {
            var rows = string.Concat(Enumerable.Range(0, 60).Where(k => k != missing).Select(k => $"{k / 1000.0:F3},1\n"));
            Should.Throw<InputException>(() => CountsFile.Read(_folder.Text("gap.csv", "time_s,E\n" + rows))).Message.ShouldContain($"line {missing + 2}:");
        }
    }

    [Fact]
    public void A_missing_row_late_in_a_recording_is_found()
    {
        var rows = string.Concat(Enumerable.Range(0, 1000).Where(k => k != 700).Select(k => $"{100_000 + k / 1000.0:R},1\n"));
        Should.Throw<InputException>(() => CountsFile.Read(_folder.Text("gap.csv", "time_s,E\n" + rows))).Message.ShouldContain("line 702: time_s goes");
    }

    [Fact]
    public void Compressed_files_are_read_whatever_their_name()
    {
        CountsFile.Read(_folder.Bytes("counts.csv", ScratchFolder.Gzip("time_s,E\n0,1\n0.5,3\n"))).Of(0).ToArray().ShouldBe([1, 3]);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n\n", "is empty")]
    [InlineData("time_s,E\n", "has a header but no rows")]
    [InlineData("time_s,E\n0,1\n", "single row")]
    [InlineData("time_s\n0\n", "line 1: names no population")]
    [InlineData("t,E\n0,1\n", "line 1: the first column is \"t\", not time_s")]
    [InlineData("E,time_s\n0,1\n", "move time_s to the front")]
    [InlineData("0.0,1\n0.1,1\n", "line 1: is not a header")]
    [InlineData("time_s;E\n0;1\n", "line 1: fields must be separated by commas")]
    [InlineData("time_s,E,E\n0,1,1\n", "line 1: the header names \"E\" twice")]
    [InlineData("time_s,E,\n0,1,\n", "line 1: column 3 has no name")]
    [InlineData("time_s,E\n0,1\n0.1\n", "line 3: has 1 field, but the header has 2")]
    [InlineData("time_s,E\n0,1\n0.1,2,3\n", "line 3: has 3 fields, but the header has 2")]
    [InlineData("time_s,E\n0,1\nNA,1\n", "line 3: \"NA\" is not a number; column time_s")]
    [InlineData("time_s,E\n0,1\n0.1,x\n", "line 3: \"x\" is not a number; column E")]
    [InlineData("time_s,E\n0,1\n0.1,\n", "line 3: column E is blank")]
    [InlineData("time_s,E\n0,1\n0.1,NaN\n", "line 3: \"NaN\" is not a finite number")]
    [InlineData("time_s,E\n0,1\nInfinity,1\n", "line 3: \"Infinity\" is not a finite number")]
    [InlineData("time_s,E\n0,1\n1e999,1\n", "line 3: \"1e999\" is not a finite number")]
    [InlineData("time_s,E\n0,1\n0.1,-1\n", "line 3: \"-1\" is negative")]
    [InlineData("time_s,E\n0,1\n0.1,2.5\n", "line 3: \"2.5\" is not a whole number")]
    [InlineData("time_s,E\n0,1\n0.1,99999999999\n", "line 3: \"99999999999\" is more spikes")]
    [InlineData("time_s,E\n0,1\n0.2,1\n0.1,1\n", "line 4: time_s is 0.1 after 0.2")]
    [InlineData("time_s,E\n0,1\n0.1,1\n0.1,1\n", "line 4: time_s is 0.1 after 0.1")]
    [InlineData("time_s,E\n0,1\n0.1,1\n0.2,1\n0.4,1\n0.5,1\n", "line 5: time_s goes from 0.2 to 0.4")]
    [InlineData("time_s,E\n0.000,1\n0.001,1\n0.003,1\n0.004,1\n0.005,1\n", "line 4: time_s goes from 0.001 to 0.003")]
    [InlineData("time_s,E\n0.000,1\n0.002,1\n0.003,1\n0.005,1\n0.006,1\n0.008,1", "times enough decimals")]
    [InlineData("time_s,E\n0,1\n\n0.1,1\n0.3,1\n0.4,1\n", "line 5: time_s goes from 0.1 to 0.3")]
    [InlineData("time_s,E\n0,\"1\n0.1,1\n", "line 2: has a quote that is not closed")]
    [InlineData("time_s,E\n0,\"1\"x\n0.1,1\n", "line 2: has text after a closing quote")]
    [InlineData("time_s,E\n-1e308,1\n1e308,1\n", "are these times in s?")]
    [InlineData("time_s,E\n0,1\n1e-300,1\n", "are these times in s?")]
    [InlineData("unit,population,time_s\n0,E,0.1\n", "this is a spikes file (it has a column unit)")]
    [InlineData("time_s,unit\n0,1\n", "line 1: this is a spikes file")]
    [InlineData("time_s,E\n0,1\n0.1,\u0000\n", "binary data")]
    public void A_wrong_file_gets_one_sentence_with_its_place(string content, string sentence)
    {
        var path = _folder.Text("bad.csv", content);
        var error = Should.Throw<InputException>(() => CountsFile.Read(path));
        error.Message.ShouldStartWith(path);
        error.Message.ShouldContain(sentence);
        error.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void What_is_not_text_is_refused()
    {
        var random = new byte[5000];
        new Random(1).NextBytes(random);
        Should.Throw<InputException>(() => CountsFile.Read(_folder.Bytes("random.csv", random))).Message.ShouldContain("is needed");
        Should.Throw<InputException>(() => CountsFile.Read(_folder.Bytes("latin1.csv", [.. "time_s,"u8, 0xE9, .. "\n0,1\n"u8]))).Message.ShouldContain("not UTF-8");
        var zip = ScratchFolder.Gzip("time_s,E\n" + string.Concat(Enumerable.Range(0, 20000).Select(k => $"{k},{k * 7919 % 13}\n")));
        Should.Throw<InputException>(() => CountsFile.Read(_folder.Bytes("cut.csv.gz", zip[..(zip.Length / 2)]))).Message.ShouldContain("gzip");
        Should.Throw<InputException>(() => CountsFile.Read(_folder.Bytes("cut2.csv.gz", zip[..^9]))).Message.ShouldContain("gzip");
        Should.Throw<InputException>(() => CountsFile.Read(_folder.Bytes("head.csv.gz", zip[..2]))).Message.ShouldContain("gzip");
        zip[zip.Length / 2] ^= 0x5a;
        Should.Throw<InputException>(() => CountsFile.Read(_folder.Bytes("flipped.csv.gz", zip)));
    }

    [Fact]
    public void Populations_may_be_named_by_numbers() =>
        CountsFile.Read(_folder.Text("counts.csv", "time_s,4,5\n0,1,2\n0.1,3,4\n")).Populations.ShouldBe(["4", "5"]);

    [Fact]
    public void Missing_files_and_folders_are_named()
    {
        Should.Throw<InputException>(() => CountsFile.Read(_folder["none.csv"])).Message.ShouldContain("none.csv: there is no such file");
        Should.Throw<InputException>(() => CountsFile.Read(_folder.Root)).Message.ShouldContain("is a folder");
    }

    [Fact]
    public void Very_long_lines_do_not_exhaust_memory()
    {
        var error = Should.Throw<InputException>(() => CountsFile.Read(_folder.Text("long.csv", "time_s,E\n" + new string('1', 20_000_000))));
        error.Message.ShouldContain("line 2: is longer than any row");
    }
}
