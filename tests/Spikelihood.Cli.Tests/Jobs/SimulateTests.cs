using System.Globalization;
using System.Xml.Linq;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Cli.Tests.Jobs;

public sealed class SimulateTests : IDisposable
{
    private const string Sine = "{kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4}";
    private readonly ScratchFolder _folder = new();

    private static string Model => Path.Combine(AppContext.BaseDirectory, "examples", "two-population.model.yaml");

    public void Dispose() => _folder.Dispose();

    private Run Simulate(string folder, params string[] more) =>
        Run.Typed(["simulate", Model, "--stimulus", Sine, "--out", _folder[folder], .. more.Contains("--seed") ? more : ["--seed", "3", .. more]]);

    private string All(string folder) => string.Concat(_folder.Names(folder).Select(name => name + File.ReadAllText(_folder[Path.Combine(folder, name)])));

    [Theory]
    [InlineData("micro", new[] { "counts.csv", "figure.svg", "spikes.csv", "stimulus.csv" })]
    [InlineData("meso", new[] { "counts.csv", "figure.svg", "stimulus.csv" })]
    public void Every_file_written_can_be_read_back(string level, string[] names)
    {
        Simulate("a/b", "--level", level, "--duration", "1.5").Code.ShouldBe(0);
        _folder.Names("a/b").ShouldBe(names);
        var counts = CountsFile.Read(_folder["a/b/counts.csv"]);
        var stimulus = SignalFile.Read(_folder["a/b/stimulus.csv"]);
        (counts.Steps, counts.TimeStep, counts.Start).ShouldBe((1500, 0.001, 0));
        counts.Populations.ShouldBe(["E", "I"]);
        SeriesAgreement.Require("counts", counts, "stimulus", stimulus);
        // Noise is 5.7 % of the sine at each fine bin and 2.5 % of a step's mean.
        stimulus.Of(0)[125].ShouldBe(0.25 * Math.Sin(2 * Math.PI * 2 * 0.1254), 0.04);
        XDocument.Load(_folder["a/b/figure.svg"]).Root!.Name.LocalName.ShouldBe("svg");
        if (level == "micro")
        {
            var binned = Binning.Count(SpikesFile.Read(_folder["a/b/spikes.csv"]), 0.001, ["E", "I"], 0, 1.5);
            binned.Of(0).ToArray().ShouldBe(counts.Of(0).ToArray());
            binned.Of(1).ToArray().ShouldBe(counts.Of(1).ToArray());
        }
    }

    [Theory]
    [InlineData("micro")]
    [InlineData("meso")]
    public void The_seed_alone_decides_whatever_the_number_of_threads(string level)
    {
        var first = Simulate("first", "--level", level, "--duration", "0.4", "--threads", "1");
        var second = Simulate("second", "--level", level, "--duration", "0.4", "--threads", "3");
        second.Output.ShouldBe(first.Output.Replace("first", "second", StringComparison.Ordinal));
        All("second").ShouldBe(All("first"));
        Simulate("other", "--level", level, "--duration", "0.4", "--seed", "4").Code.ShouldBe(0);
        All("other").ShouldNotBe(All("first"));
    }

    [Fact]
    public void The_level_goes_by_the_models_kind_unless_it_is_named()
    {
        var gif = _folder.Text("gif.yaml", File.ReadAllText(Model).Replace("mesogif", "gif", StringComparison.Ordinal));
        Simulate("meso", "--duration", "0.1").Code.ShouldBe(0);
        Run.Typed("simulate", gif, "--duration", "0.1", "--out", _folder["micro"]).Code.ShouldBe(0);
        Run.Typed("simulate", gif, "--duration", "0.1", "--level", "meso", "--out", _folder["named"]).Code.ShouldBe(0);
        _folder.Names("meso").ShouldNotContain("spikes.csv");
        _folder.Names("micro").ShouldContain("spikes.csv");
        _folder.Names("named").ShouldNotContain("spikes.csv");
    }

    [Fact]
    public void Without_an_input_there_is_none()
    {
        Run.Typed("simulate", Model, "--duration", "0.1", "--out", _folder["o"]).Code.ShouldBe(0);
        var stimulus = SignalFile.Read(_folder["o/stimulus.csv"]);
        stimulus.Of(0).ContainsAnyExcept(0.0).ShouldBeFalse();
        stimulus.Of(1).ContainsAnyExcept(0.0).ShouldBeFalse();
    }

    [Fact]
    public void A_recorded_input_gives_the_duration_and_the_same_counts_again()
    {
        Simulate("a", "--duration", "0.5").Code.ShouldBe(0);
        Run.Typed("simulate", Model, "--stimulus", _folder["a/stimulus.csv"], "--seed", "3", "--out", _folder["b"]).Code.ShouldBe(0);
        foreach (var name in new[] { "counts.csv", "stimulus.csv" })
        {
            File.ReadAllText(_folder["b/" + name]).ShouldBe(File.ReadAllText(_folder["a/" + name]));
        }

        Run.Typed("simulate", Model, "--stimulus", _folder["a/stimulus.csv"], "--seed", "3", "--duration", "200 ms", "--out", _folder["c"]).Code.ShouldBe(0);
        File.ReadAllText(_folder["a/counts.csv"]).ShouldStartWith(File.ReadAllText(_folder["c/counts.csv"]));
    }

    [Fact]
    public void A_recorded_input_that_is_too_short_is_refused()
    {
        Simulate("a", "--duration", "0.5").Code.ShouldBe(0);
        var stimulus = _folder["a/stimulus.csv"];
        Run.Typed("simulate", Model, "--stimulus", stimulus, "--duration", "2", "--out", _folder["b"]).Refusal()
            .ShouldBe($"{stimulus}: the input lasts 0.5 s, but 2 s are to be simulated; give a longer one or --duration 0.5");
        _folder.Names().ShouldBe(["a"]);
    }

    [Fact]
    public void An_inputs_own_seed_freezes_it()
    {
        var frozen = Sine.Replace("}", ", seed: 9}", StringComparison.Ordinal);
        Run.Typed("simulate", Model, "--stimulus", frozen, "--seed", "1", "--duration", "0.2", "--out", _folder["a"]).Code.ShouldBe(0);
        Run.Typed("simulate", Model, "--stimulus", frozen, "--seed", "2", "--duration", "0.2", "--out", _folder["b"]).Code.ShouldBe(0);
        File.ReadAllText(_folder["b/stimulus.csv"]).ShouldBe(File.ReadAllText(_folder["a/stimulus.csv"]));
        File.ReadAllText(_folder["b/counts.csv"]).ShouldNotBe(File.ReadAllText(_folder["a/counts.csv"]));
    }

    [Fact]
    public void A_stimulus_file_is_read_like_one_typed()
    {
        var file = _folder.Text("input.yaml", Sine);
        Run.Typed("simulate", Model, "--stimulus", file, "--seed", "3", "--duration", "0.2", "--out", _folder["a"]).Code.ShouldBe(0);
        Simulate("b", "--duration", "0.2").Code.ShouldBe(0);
        All("b").ShouldBe(All("a"));
    }

    [Fact]
    public void What_is_printed_is_what_was_written()
    {
        var json = Simulate("a", "--level", "micro", "--duration", "0.5", "--json").Json();
        var counts = CountsFile.Read(_folder["a/counts.csv"]);
        json.GetProperty("files").EnumerateArray().Select(file => Path.GetFileName(file.GetString())).Order().ShouldBe(_folder.Names("a"));
        var populations = json.GetProperty("populations").EnumerateArray().ToArray();
        for (var i = 0; i < 2; i++)
        {
            var spikes = counts.Of(i).ToArray().Sum();
            populations[i].GetProperty("spikes").GetInt64().ShouldBe(spikes);
            populations[i].GetProperty("meanRate").GetDouble().ShouldBe(spikes / (populations[i].GetProperty("neurons").GetInt32() * 0.5), 1e-12);
        }

        var table = Simulate("a", "--level", "micro", "--duration", "0.5").Output;
        table.ShouldContain(populations[0].GetProperty("spikes").GetInt64().ToString(CultureInfo.InvariantCulture));
        table.ShouldContain("mean rate (Hz)");
        table.ShouldContain(_folder["a/figure.svg"]);
    }

    [Fact]
    public void Options_of_single_neurons_change_the_simulation()
    {
        Simulate("plain", "--level", "micro", "--duration", "0.3").Code.ShouldBe(0);
        foreach (var option in new[] { new[] { "--inner-step", "1 ms" }, ["--min-interval", "t_ref+dt"], ["--start", "fired"] })
        {
            Simulate("other", ["--level", "micro", "--duration", "0.3", .. option]).Code.ShouldBe(0);
            File.ReadAllText(_folder["other/counts.csv"]).ShouldNotBe(File.ReadAllText(_folder["plain/counts.csv"]), option[0]);
            File.ReadAllText(_folder["other/stimulus.csv"]).ShouldBe(File.ReadAllText(_folder["plain/stimulus.csv"]), option[0]);
        }

        Simulate("same", "--level", "micro", "--duration", "0.3", "--inner-step", "0.2 ms", "--min-interval", "t_ref", "--start", "silent").Code.ShouldBe(0);
        All("same").ShouldBe(All("plain"));
    }

    [Fact]
    public void Populations_can_begin_where_they_rest()
    {
        Simulate("silent", "--level", "meso", "--duration", "0.5").Code.ShouldBe(0);
        Simulate("rest", "--level", "meso", "--duration", "0.5", "--start", "stationary").Code.ShouldBe(0);
        double Beginning(string folder) => CountsFile.Read(_folder[folder + "/counts.csv"]).Of(0)[..20].ToArray().Average();

        // Without adaptation yet, the silent start's free neurons fire far too often.
        Beginning("silent").ShouldBeGreaterThan(2 * Beginning("rest"));
    }

    [Fact]
    public void Other_files_in_the_folder_stay_and_old_ones_are_replaced()
    {
        Simulate("a", "--level", "micro", "--duration", "0.2").Code.ShouldBe(0);
        _folder.Text("a/notes.txt", "mine");
        var before = File.ReadAllText(_folder["a/counts.csv"]);
        var run = Simulate("a", "--level", "meso", "--duration", "0.3");
        run.Code.ShouldBe(0);
        File.ReadAllText(_folder["a/notes.txt"]).ShouldBe("mine");
        File.ReadAllText(_folder["a/counts.csv"]).ShouldNotBe(before);
        run.Error.ShouldBe($"note: {_folder["a/spikes.csv"]} is left from another simulation and does not belong to these counts{Environment.NewLine}");
        _folder.Names("a").ShouldBe(["counts.csv", "figure.svg", "notes.txt", "spikes.csv", "stimulus.csv"]);
    }

    [Fact]
    public void Silence_is_remarked_on()
    {
        var silent = _folder.Text("silent.yaml", File.ReadAllText(Model).Replace("c: 10", "c: 0", StringComparison.Ordinal));
        var run = Run.Typed("simulate", silent, "--level", "micro", "--duration", "0.1", "--out", _folder["o"]);
        run.Code.ShouldBe(0);
        run.Error.ShouldBe($"note: population E never fired{Environment.NewLine}note: population I never fired{Environment.NewLine}");
        _folder.Names("o").ShouldBe(["counts.csv", "figure.svg", "spikes.csv", "stimulus.csv"]);
    }
}
