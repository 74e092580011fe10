using System.Text.Json;

namespace Spikelihood.Cli.Tests.Jobs;

public sealed class InspectAndStatsTests : IDisposable
{
    private const string Counts = "time_s,E,I\n0.000,1,0\n0.001,0,2\n0.002,3,0\n";
    private readonly ScratchFolder _folder = new();

    private static string Examples => Path.Combine(AppContext.BaseDirectory, "examples");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Inspect_tells_data_files_apart()
    {
        string Kind(string name, string content) => Run.Typed("inspect", _folder.Text(name, content), "--json").Json().GetProperty("kind").GetString()!;
        Kind("counts.csv", Counts).ShouldBe("counts");
        Kind("input.csv", Counts.Replace(",1,", ",1.5,", StringComparison.Ordinal)).ShouldBe("input");
        Kind("stimulus.csv", Counts).ShouldBe("input");
        Kind("spikes.csv", "unit,population,time_s\n1,E,0.1\n2,I,0.2\n").ShouldBe("spikes");
    }

    [Fact]
    public void Inspect_says_what_is_in_counts()
    {
        var output = Run.Typed("inspect", _folder.Text("counts.csv", Counts)).Output;
        output.ShouldContain("counts of 6 spikes in 2 populations");
        output.ShouldContain("from 0 to 0.003 s, 3 steps of 0.001 s");
        output.ShouldContain("E                4           1333.3                 0               3");
    }

    [Fact]
    public void Inspect_says_what_is_in_spikes_and_warns_of_what_looks_wrong()
    {
        var run = Run.Typed("inspect", _folder.Text("spikes.csv", "unit,time_s\n1,100\n1,40000\n2,50000\n"));
        run.Code.ShouldBe(0);
        run.Output.ShouldContain("3 spikes of 2 units in 1 population");
        run.Error.ShouldBe("note: the mean rate is 3E-05 Hz: are the times in ms or samples rather than s?" + Environment.NewLine);
    }

    [Fact]
    public void Inspect_lists_a_models_parameters()
    {
        var path = Path.Combine(Examples, "two-population.model.yaml");
        var json = Run.Typed("inspect", path, "--json").Json();
        json.GetProperty("kind").GetString().ShouldBe("model");
        json.GetProperty("populations").EnumerateArray().Select(population => population.GetProperty("size").GetInt32()).ShouldBe([438, 109]);
        var parameters = json.GetProperty("parameters").EnumerateArray().ToDictionary(entry => entry.GetProperty("parameter").GetString()!);
        parameters.Count.ShouldBe(26);
        parameters["w[I,E]"].GetProperty("value").GetDouble().ShouldBe(1.245);
        parameters["tau_s[I]"].GetProperty("unit").GetString().ShouldBe("s");
        json.GetProperty("delays").EnumerateArray().SelectMany(row => row.EnumerateArray()).ShouldAllBe(delay => delay.GetDouble() == 0.001);
        Run.Typed("inspect", path).Output.ShouldContain("J_theta[E]         1  mV*s");
    }

    [Fact]
    public void Inspect_says_where_a_network_can_rest()
    {
        var path = Path.Combine(Examples, "two-population.model.yaml");
        var state = Run.Typed("inspect", path, "--json").Json().GetProperty("stationary").EnumerateArray().Single();
        state.GetProperty("unstable").GetBoolean().ShouldBeFalse();
        state.GetProperty("activity").EnumerateArray().ShouldAllBe(rate => rate.GetDouble() > 1 && rate.GetDouble() < 30);
        Run.Typed("inspect", path).Output.ShouldContain("stationary state without input");

        // Excitation alone keeps itself up or stays down.
        var excited = _folder.Text("excited.yaml", """
            model: mesogif
            time_step: 1 ms
            populations:
              - {name: E, size: 200, u_rest: 11, tau_m: 10 ms, t_ref: 4 ms, u_th: 15, u_r: 0, c: 10, delta_u: 1.5, tau_s: 3 ms}
            connections: {p: 0.1, w: 1.6, delay: 1 ms}
            """);
        var run = Run.Typed("inspect", excited);
        run.Error.ShouldContain("note: this network has 3 stationary states");
        run.Output.ShouldContain("2, unstable");
    }

    [Fact]
    public void Inspect_says_what_a_study_will_do()
    {
        var path = Path.Combine(Examples, "two-population.yaml");
        var json = Run.Typed("inspect", path, "--json").Json();
        json.GetProperty("kind").GetString().ShouldBe("study");
        json.GetProperty("infer").GetArrayLength().ShouldBe(14);
        Run.Typed("inspect", path).Output.ShouldContain("30 s simulated at level micro");
    }

    [Fact]
    public void Statistics_of_counts_are_per_neuron_once_sizes_are_known()
    {
        var path = _folder.Text("counts.csv", Counts);
        JsonElement Of(params string[] more) => Run.Typed(["stats", path, "--json", .. more]).Json();
        double Rate(JsonElement statistics) => statistics.GetProperty("populations")[0].GetProperty("meanRate").GetDouble();
        var whole = Of();
        whole.GetProperty("perNeuron").GetBoolean().ShouldBeFalse();
        Rate(whole).ShouldBe(4 / 0.003, 1e-9);
        Rate(Of("--sizes", "20,5")).ShouldBe(4 / 0.003 / 20, 1e-9);
        var model = Path.Combine(Examples, "two-population.model.yaml");
        Rate(Of("--model", model)).ShouldBe(4 / 0.003 / 438, 1e-9);
        Of("--model", model).GetProperty("populations")[1].GetProperty("size").GetInt32().ShouldBe(109);
        Run.Typed("stats", path, "--sizes", "20,5").Output.ShouldContain("activity is per neuron");
    }

    [Fact]
    public void Statistics_of_spikes_count_units_and_intervals()
    {
        var path = _folder.Text("spikes.csv", "unit,time_s\n" + string.Concat(Enumerable.Range(0, 300).Select(k => $"{k % 3},{0.01 * k + 0.003 * (k % 7)}\n")));
        var population = Run.Typed("stats", path, "--json").Json().GetProperty("populations")[0];
        population.GetProperty("size").GetInt32().ShouldBe(3);
        population.GetProperty("intervals").GetProperty("cv").GetDouble().ShouldBeGreaterThan(0);
        Run.Typed("stats", path).Output.ShouldContain("LvR");
    }

    [Theory]
    [InlineData("cell,amplitude\n1,0.3\n2,0.4\n", "line 1: needs columns unit,time_s (population is optional); found cell, amplitude.")]
    [InlineData("unit,time_s\n1,0.1\n1\n2,0.3,extra\n", "line 3: has 1 field, but the header has 2.")]
    [InlineData("unit,time_s\n1,0.1\n1,NA\n1,0.3\n", "line 3: \"NA\" is not a number; column time_s needs a time in s.")]
    [InlineData("unit,time_s\n", "has a header but no spikes.")]
    [InlineData("unit,time_s\n1,0.1\n1,-0.2\n", "line 3: -0.2 s is before time 0")]
    [InlineData("unit,time_s\n1,0.1\n1,inf\n", "line 3: \"inf\" is not a")]
    [InlineData("", "is empty; ")]
    [InlineData("<!DOCTYPE html>\n<p>404</p>\n", "line 1: ")]
    [InlineData("1 1000 0.2\n2 2000 0.4\n", "line 1: ")]
    [InlineData("time_s,E\n", "has a header but no rows; it needs one row for each time step.")]
    [InlineData("time_s,E\n0,1\n", "has a single row; the time step cannot be told from fewer than two.")]
    [InlineData("time_s,E\n0,1\n0,2\n", "line 3: time_s is 0 after 0; times must increase")]
    [InlineData("time_s,E,E\n0,1,1\n1,1,1\n", "line 1: the header names \"E\" twice; give each column its own name.")]
    public void Wrong_data_files_are_refused_by_every_verb_that_reads_them(string content, string sentence)
    {
        var path = _folder.Text("wrong.csv", content);
        foreach (var arguments in new[] { new[] { "inspect", path }, ["stats", path], ["compare", path, path], ["inspect", path, "--json"] })
        {
            var refusal = Run.Typed(arguments).Refusal();
            refusal.ShouldStartWith(path);
            refusal.ShouldContain(sentence);
        }
    }

    [Theory]
    [InlineData("x.yaml", "a: 1\n", "this is neither a model (which has populations:) nor a study (which has data:)")]
    [InlineData("x.yaml", "kind: constant\namplitude: 1\n", "this is a stimulus, which says nothing without a model")]
    [InlineData("x.yml", "- 1\n", "the file must be a mapping of keys to values")]
    [InlineData("x.yaml", "", "the file is empty; it should be a model or study file")]
    [InlineData("x.yaml", "model: none.yaml\ndata: {counts: c.csv}\n", "the model file 'none.yaml' does not exist")]
    [InlineData("x.yaml", "model: mesogif\ntime_step: 1 ms\n", "the key 'populations' is missing")]
    public void Wrong_written_files_are_refused(string name, string content, string sentence) =>
        Run.Typed("inspect", _folder.Text(name, content)).Refusal().ShouldContain(sentence);

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        var path = _folder.Text("counts.csv", Counts);
        var model = Path.Combine(Examples, "two-population.model.yaml");
        Run.Typed("stats", path, "--sizes", "20").Refusal().ShouldBe("--sizes gives 1 for the populations E, I; give one number for each");
        Run.Typed("stats", path, "--sizes", "2,3", "--model", model).Refusal().ShouldBe("--sizes and --model both give sizes; keep one of them");
        Run.Typed("stats", path, "--model", Path.Combine(Examples, "four-population.model.yaml")).Refusal()
            .ShouldContain("the recording has populations E, I, not all of which are in this model; use --sizes");
        Run.Typed("stats", _folder.Text("stimulus.csv", Counts)).Refusal().ShouldContain("holds input currents; statistics are of spikes or counts.");
        Run.Typed("stats", _folder.Root).Refusal().ShouldContain("is a folder; name a file in it.");
    }
}
