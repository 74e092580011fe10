using System.Text.Json;
using Spikelihood.Cli.Hosting;
using Spikelihood.Studies.Tests;

namespace Spikelihood.Cli.Tests.Jobs;

public sealed class FitTests : IDisposable
{
    private const string Simulated = "simulate: {level: meso, stimulus: {kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4}, duration: 1 s, seed: 5}";
    private const string Quick = "starts: 2, burn_in: 0.3 s, iterations: 8";
    private static readonly string[] RunFiles =
        ["counts.csv", "fit.json", "fitted.model.yaml", "predictive.json", "report.html", "stimulus.csv", "study.yaml"];

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_study_becomes_a_run_folder_and_a_table()
    {
        var run = Run.Typed("fit", Study(), "--out", _folder["runs/tiny"]);
        run.Code.ShouldBe(0, run.Error);
        _folder.Names("runs/tiny").ShouldBe(RunFiles);
        run.Error.ShouldBe($"report: {_folder["runs/tiny/report.html"]}{Environment.NewLine}");
        foreach (var part in new[] { "parameter", "estimate", "truth", "tau_m[E]", "c[I]", "log posterior", "at the truth" })
        {
            run.Output.ShouldContain(part);
        }

        Report().ShouldContain("<html");
        Report().ShouldNotContain("http-equiv=\"refresh\"");
        File.ReadAllText(_folder["runs/tiny/study.yaml"]).ShouldContain("infer: [tau_m, c]");
    }

    [Fact]
    public void A_fit_replaces_no_recording_and_a_simulation_no_run()
    {
        Directory.CreateDirectory(_folder["recording"]);
        File.WriteAllText(_folder["recording/counts.csv"], "precious");
        var fit = Run.Typed("fit", Study(), "--out", _folder["recording"]);
        fit.Code.ShouldBe(2);
        fit.Error.ShouldContain("belongs to no run; a fit would replace it");
        File.ReadAllText(_folder["recording/counts.csv"]).ShouldBe("precious");
        Run.Typed("fit", Study(), "--out", _folder["run"]).Code.ShouldBe(0);
        var counts = File.ReadAllText(_folder["run/counts.csv"]);
        var simulation = Run.Typed("simulate", _folder["run/fitted.model.yaml"], "--duration", "0.1", "--out", _folder["run"]);
        simulation.Code.ShouldBe(2);
        simulation.Error.ShouldContain("it holds a run, whose data a simulation would replace");
        File.ReadAllText(_folder["run/counts.csv"]).ShouldBe(counts);
    }

    [Fact]
    public void The_fit_has_the_keys_and_types_of_the_contract()
    {
        var found = Fit();
        JsonElement fit(string name) => found.GetProperty(name);
        foreach (var point in new[] { fit("best"), fit("truth") })
        {
            point.GetProperty("parameters").EnumerateObject().Select(entry => entry.Name).ShouldBe(["tau_m[E]", "tau_m[I]", "c[E]", "c[I]"]);
            point.GetProperty("parameters").EnumerateObject().ShouldAllBe(entry => entry.Value.GetDouble() > 0);
            point.GetProperty("logPosterior").GetDouble().ShouldBeNegative();
            point.GetProperty("logLikelihood").GetDouble().ShouldBeNegative();
            point.GetProperty("gradientNorm").GetDouble().ShouldBeGreaterThan(0);
            point.GetProperty("evaluations").GetInt32().ShouldBeGreaterThan(0);
        }

        fit("truth").GetProperty("parameters").GetProperty("c[E]").GetDouble().ShouldBe(10);
        fit("starts").GetArrayLength().ShouldBe(2);
        foreach (var start in fit("starts").EnumerateArray())
        {
            start.GetProperty("logPosterior").ValueKind.ShouldBe(JsonValueKind.Number);
            start.GetProperty("converged").ValueKind.ShouldBeOneOf(JsonValueKind.True, JsonValueKind.False);
            start.GetProperty("state").GetString().ShouldNotBeNullOrEmpty();
        }

        fit("standardErrors").EnumerateObject().Select(entry => entry.Name).ShouldBe(["tau_m[E]", "tau_m[I]", "c[E]", "c[I]"]);
        fit("standardErrors").GetProperty("c[E]").GetDouble().ShouldBeGreaterThan(0);
        fit("seconds").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Json_is_the_fit_and_nothing_else()
    {
        var run = Run.Typed("fit", Study(), "--out", _folder["run"], "--json");
        run.Code.ShouldBe(0, run.Error);
        run.Json().GetProperty("best").GetProperty("parameters").EnumerateObject().Count().ShouldBe(4);
        run.Output.ShouldBe(File.ReadAllText(_folder["run/fit.json"]));
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public void The_seed_moves_the_starts_and_the_number_of_threads_changes_nothing()
    {
        string Without(params string[] options)
        {
            var run = Run.Typed(["fit", Study(), "--out", _folder["run"], "--json", .. options]);
            run.Code.ShouldBe(0, run.Error);
            return string.Join('\n', run.Output.Split('\n').Where(line => !line.Contains("\"seconds\"", StringComparison.Ordinal)))
                + File.ReadAllText(_folder["run/predictive.json"]);
        }

        var first = Without("--seed", "4", "--threads", "1");
        Without("--seed", "4", "--threads", "3").ShouldBe(first);
        Without("--seed", "6", "--threads", "1").ShouldNotBe(first);
        // The copy of the study remembers the seed that was typed.
        File.ReadAllText(_folder["run/study.yaml"]).ShouldContain("seed: 6");
    }

    [Fact]
    public void What_is_typed_goes_before_what_the_study_says()
    {
        Session? seen = null;
        int Note(Session session)
        {
            seen = session;
            return 0;
        }

        Run.Work(Note, []);
        seen!.WorkersOr(3).Count.ShouldBe(3);
        seen.WorkersOr(null).ShouldBe(Numerics.Parallelism.Workers.AllCores);
        Run.Work(Note, ["--threads", "5"]);
        seen!.WorkersOr(3).Count.ShouldBe(5);
    }

    [Fact]
    public void Stopped_before_there_is_a_fit_it_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Run.Typed(["fit", Study(), "--out", _folder["run"]], stop.Token).ShouldBe(new Run(130, "", "stopped" + Environment.NewLine));
        _folder.Names().ShouldBe(["study.yaml"]);
    }

    [Fact]
    public async Task Stopped_while_predicting_it_keeps_the_fit_and_reports_it()
    {
        // So many trials that there is time to stop among them.
        var study = _folder.Text("study.yaml", SmallStudy.Yaml(Simulated, "[tau_m, c]", Quick, "report: {trials: 500}"));
        using var stop = new CancellationTokenSource();
        var typed = Task.Run(() => Run.Typed(["fit", study, "--out", _folder["run"]], stop.Token), CancellationToken.None);
        while (!File.Exists(_folder["run/fit.json"]) && !typed.IsCompleted)
        {
            await Task.Delay(5, CancellationToken.None);
        }

        await stop.CancelAsync();
        var run = await typed;
        run.ShouldBe(new Run(130, "", string.Join(
            Environment.NewLine, $"the starts that had ended are kept in {_folder["run"]}", "the same command goes on from here", "stopped", "")));
        _folder.Names("run").ShouldBe(RunFiles.Where(name => name != "predictive.json").Prepend("checkpoint.log"));
    }

    [Theory]
    [InlineData("infer:", "infers:", "unknown key 'infers'")]
    [InlineData("starts: 2", "start: 2", "unknown key 'start'")]
    [InlineData("c: 10,", "cc: 10,", "unknown key 'cc'")]
    [InlineData("[tau_m, c]", "[tau, c]", "unknown parameter 'tau'")]
    [InlineData("level: meso", "level: macro", "level")]
    [InlineData("burn_in: 0.3 s", "burn_in: 3 s", "leaves nothing of 1 s of data to fit")]
    [InlineData("report:", "priors: {tau_m: {normal: [0, 1]}}\nreport:", "priors.tau_m: tau_m is positive, but a normal prior allows negative values; use log10_normal or gamma")]
    [InlineData("simulate:", "counts:", "counts")]
    public void A_wrong_study_is_one_sentence_and_leaves_nothing(string right, string wrong, string sentence)
    {
        var text = SmallStudy.Yaml(Simulated, "[tau_m, c]", Quick);
        text.ShouldContain(right);
        var study = _folder.Text("study.yaml", text.Replace(right, wrong, StringComparison.Ordinal));
        Run.Typed("fit", study, "--out", _folder["a/run"]).Refusal().ShouldContain(sentence);
        _folder.Names().ShouldBe(["study.yaml"]);
    }

    [Fact]
    public void Wrong_data_are_one_sentence_and_leave_nothing()
    {
        _folder.Text("c.csv", "time_s,E,I\n0,1,2\n0.001,300,4\n0.002,1,1\n");
        var study = _folder.Text("study.yaml", SmallStudy.Yaml("counts: c.csv\nstimulus: {kind: constant, amplitude: 0}", "[c]", "burn_in: 0"));
        Run.Typed("fit", study, "--out", _folder["run"]).Refusal()
            .ShouldBe($"{_folder["c.csv"]}, time_s 0.001, column E: 300 spikes in one step, but the model's E has 200 neurons; correct the count or the model's size");
        Run.Typed("fit", _folder["none.yaml"], "--out", _folder["run"]).Refusal().ShouldContain("none.yaml");
        Run.Typed("fit", Study(), "--out", _folder["c.csv"]).Refusal().ShouldBe($"{_folder["c.csv"]}: this is a file; name a folder to write to");
        Run.Typed("fit", Study(), "--out", "").Refusal().ShouldBe("--out is empty; name a folder to write to");
        _folder.Names().ShouldBe(["c.csv", "study.yaml"]);
    }

    private string Report() => File.ReadAllText(_folder["runs/tiny/report.html"]);

    private string Study() => _folder.Text("study.yaml", SmallStudy.Yaml(Simulated, "[tau_m, c]", Quick));

    private JsonElement Fit()
    {
        Run.Typed("fit", Study(), "--out", _folder["run"]).Code.ShouldBe(0);
        using var document = JsonDocument.Parse(File.ReadAllText(_folder["run/fit.json"]));
        return document.RootElement.Clone();
    }
}
