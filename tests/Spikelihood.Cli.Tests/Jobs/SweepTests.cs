using Spikelihood.Studies.Tests;

namespace Spikelihood.Cli.Tests.Jobs;

public sealed class SweepTests : IDisposable
{
    private const string Quick = "starts: 2, burn_in: 0.3 s, iterations: 4";
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_study_becomes_a_folder_and_tables()
    {
        var run = Run.Typed("sweep", Study(), "--out", _folder["runs/sweep"], "--threads", "2");
        run.Code.ShouldBe(0, run.Error);
        _folder.Names("runs/sweep").ShouldBe(["cells.jsonl", "report.html", "study.yaml", "sweep.json", "tables.md"]);
        run.Output.ShouldBe(File.ReadAllText(_folder["runs/sweep/tables.md"]));
        run.Output.ShouldContain("## Relative errors");
        run.Error.ShouldBe($"report: {_folder["runs/sweep/report.html"]}{Environment.NewLine}");
        File.ReadAllLines(_folder["runs/sweep/cells.jsonl"]).Length.ShouldBe(4);
    }

    [Fact]
    public void The_printed_object_is_the_summary_and_the_copy_of_the_study_gives_it_again()
    {
        var first = Run.Typed("sweep", Study(), "--out", _folder["a"], "--seed", "4", "--json");
        first.Json().GetProperty("fits").GetArrayLength().ShouldBe(2);
        first.Json().GetProperty("coverage")[0].GetProperty("cases").GetInt32().ShouldBe(4);
        first.Output.ShouldBe(File.ReadAllText(_folder["a/sweep.json"]));
        // Nothing is left to fit, so that even the times are the same.
        Run.Typed("sweep", _folder["a/study.yaml"], "--out", _folder["a"], "--json").Output.ShouldBe(first.Output);
    }

    [Fact]
    public void A_study_without_a_sweep_is_refused_and_leaves_nothing()
    {
        var study = _folder.Text("tiny.yaml", SmallStudy.Yaml(infer: "[tau_m]", fit: Quick, more: ""));
        Run.Typed("sweep", study, "--out", _folder["run"]).Refusal().ShouldBe(
            "tiny: the study has no sweep; add for example sweep: {scored: [2 s, 5 s], seeds: 10}, or fit it with ./spikelihood fit.");
        _folder.Names().ShouldBe(["tiny.yaml"]);
    }

    [Fact]
    public void Stopped_before_it_begins_it_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Run.Typed(["sweep", Study(), "--out", _folder["run"]], stop.Token).ShouldBe(new Run(130, "", "stopped" + Environment.NewLine));
        _folder.Names().ShouldBe(["tiny.yaml"]);
    }

    private string Study() => _folder.Text("tiny.yaml", SmallStudy.Yaml(infer: "[tau_m]", fit: Quick, more: "sweep: {scored: [0.3 s, 0.5 s], seeds: 2}"));
}
