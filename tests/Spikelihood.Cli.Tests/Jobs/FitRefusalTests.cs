namespace Spikelihood.Cli.Tests.Jobs;

public sealed class FitRefusalTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public FitRefusalTests() =>
        _folder.Text("m.yaml", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "examples", "two-population.model.yaml")));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("data: {spikes: data.csv}", "unit,time_s\n1,0.1\n2,NA\n", "data.csv, line 3: \"NA\" is not a number; column time_s needs a time in s.")]
    [InlineData("data: {spikes: data.csv}", "unit,time_s\n1,0.1\n2,20\n", "data.csv: no spike belongs to the model's population E: no unit has a population; say with data.populations which units are which.")]
    [InlineData("data: {spikes: data.csv}", "unit,population,time_s\n1,E,0.1\n2,E,20\n", "data.csv: no spike belongs to the model's population I: the units are of E; say with data.populations which units are which.")]
    [InlineData("data: {spikes: data.csv}", "unit,population,time_s\n1,E,0.1\n2,I,1e12\n", "data.csv: the spikes end at 1E+12 s: ")]
    [InlineData("data: {spikes: data.csv}", "unit,population,time_s\n1,E,0.1\n2,I,2\n", "data.csv: the burn-in of 10 s leaves nothing of 2 s of data to fit; shorten fit.burn_in in the study or give more data.")]
    [InlineData("data: {counts: data.csv, stimulus: {kind: constant, amplitude: 0}}", "time_s,E,I\n0,1,1\n0.001,439,1\n", "data.csv, time_s 0.001, column E: 439 spikes in one step")]
    public void Refused_data_are_one_sentence_and_leave_nothing(string data, string content, string sentence)
    {
        _folder.Text("data.csv", content);
        var study = _folder.Text("s.yaml", $"model: m.yaml\n{data}\n");
        Run.Typed("fit", study, "--out", _folder["a/run"]).Refusal().ShouldStartWith(_folder[sentence]);
        _folder.Names().ShouldBe(["data.csv", "m.yaml", "s.yaml"]);
    }

    [Theory]
    [InlineData("J_theta: 1.0", "J_theta: -1.0", "[w, J_theta]", "s: the model has J_theta[E] = -1, but only values above 0 are inferred; leave J_theta[E] out of infer or change the model")]
    [InlineData("[[0.0497, 0.1350]", "[[1, 0.1350]", "[p]", "s: the model has p[E,E] = 1, but only values between 0 and 1 are inferred; leave p[E,E] out of infer or change the model")]
    public void A_truth_that_no_fit_can_reach_is_refused(string right, string wrong, string infer, string sentence)
    {
        _folder.Text("m.yaml", File.ReadAllText(_folder["m.yaml"]).Replace(right, wrong, StringComparison.Ordinal));
        var study = _folder.Text("s.yaml", $"model: m.yaml\ndata: {{simulate: {{level: meso, duration: 1}}}}\ninfer: {infer}\nfit: {{burn_in: 0.1}}\n");
        Run.Typed("fit", study, "--out", _folder["run"]).Refusal().ShouldBe(sentence);
        _folder.Names().ShouldBe(["m.yaml", "s.yaml"]);
    }

    [Fact]
    public void A_truth_that_never_fires_is_fitted_and_reported()
    {
        _folder.Text("m.yaml", File.ReadAllText(_folder["m.yaml"]).Replace("c: 10,", "c: 0,", StringComparison.Ordinal));
        var study = _folder.Text(
            "s.yaml",
            "model: m.yaml\ndata: {simulate: {level: meso, duration: 1}}\ninfer: [c]\nfit: {burn_in: 0.1, starts: 2}\nreport: {trials: 2}\n");
        var run = Run.Typed("fit", study, "--out", _folder["run"]);
        run.Code.ShouldBe(0, run.Error);
        _folder.Names("run").ShouldContain("report.html");
    }

    [Fact]
    public void A_silent_population_is_fitted_and_told_without_a_number_that_is_none()
    {
        _folder.Text("counts.csv", "time_s,E,I\n" + string.Concat(Enumerable.Range(0, 400).Select(k => FormattableString.Invariant($"{k / 1000.0},0,{k % 2}\n"))));
        var study = _folder.Text(
            "s.yaml",
            "model: m.yaml\ndata: {counts: counts.csv, stimulus: {kind: constant, amplitude: 0}}\ninfer: [c]\nfit: {burn_in: 0.1, starts: 2}\nreport: {trials: 2}\n");
        Run.Typed("fit", study, "--out", _folder["run"]).Code.ShouldBe(0);
        var page = File.ReadAllText(_folder["run/report.html"]);
        page.ShouldContain("E, step by step: no spike came and the model predicts");
        page.ShouldNotContain("NaN");
    }

    [Fact]
    public void A_run_folder_that_cannot_be_written_to_is_refused_before_any_work()
    {
        var study = _folder.Text("s.yaml", "model: m.yaml\ndata: {simulate: {level: meso, duration: 20}}\n");
        var file = _folder.Text("taken", "");
        foreach (var command in new string[][] { ["fit", study], ["demo"] })
        {
            Run.Typed([.. command, "--out", file]).Refusal().ShouldBe($"{file}: this is a file; name a folder to write to");
            Run.Typed([.. command, "--out", file + "/o"]).Refusal().ShouldBe($"{file}/o: {file} is a file; name a folder to write to");
            Run.Typed([.. command, "--out", ""]).Refusal().ShouldBe("--out is empty; name a folder to write to");
            Run.Typed([.. command, "--out", _folder[new string('a', 300)]]).Refusal().ShouldContain(": cannot be written to: ");
        }

        _folder.Names().ShouldBe(["m.yaml", "s.yaml", "taken"]);
    }

    [Fact]
    public void A_stopped_fit_in_which_no_start_had_ended_leaves_the_folder_as_it_was()
    {
        var study = _folder.Text("s.yaml", "model: m.yaml\ndata: {simulate: {level: meso, duration: 1}}\nfit: {burn_in: 0.1}\n");
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Directory.CreateDirectory(_folder["run"]);
        _folder.Text("run/fit.json", "an older one");
        Run.Typed(["fit", study, "--out", _folder["run"]], stop.Token).Code.ShouldBe(130);
        Run.Typed(["fit", study, "--out", _folder["new"]], stop.Token).Code.ShouldBe(130);
        _folder.Names("run").ShouldBe(["fit.json"]);
        File.ReadAllText(_folder["run/fit.json"]).ShouldBe("an older one");
        _folder.Names().ShouldBe(["m.yaml", "run", "s.yaml"]);
    }
}
