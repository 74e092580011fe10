using System.Diagnostics;
using Spikelihood.Studies.Tests;

namespace Spikelihood.Cli.Tests.Jobs;

public sealed class CalibrateTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_study_becomes_a_folder_a_table_and_a_page_that_can_be_written_again()
    {
        var run = Run.Typed("calibrate", Study(), "--datasets", "2", "--out", _folder["runs/c"], "--threads", "2");
        run.Code.ShouldBe(0, run.Error);
        _folder.Names("runs/c").ShouldBe(["calibration.json", "datasets.jsonl", "report.html", "study.yaml"]);
        run.Output.ShouldContain("tau_m[E]");
        run.Output.ShouldContain("log posterior density");
        run.Output.ShouldContain(" of 2 data sets (");
        run.Error.ShouldEndWith($"report: {_folder["runs/c/report.html"]}{Environment.NewLine}");
        var page = File.ReadAllText(_folder["runs/c/report.html"]);
        File.WriteAllText(_folder["runs/c/report.html"], "old");
        Run.Typed("report", _folder["runs/c"]).ShouldBe(new Run(0, _folder["runs/c/report.html"] + Environment.NewLine, ""));
        File.ReadAllText(_folder["runs/c/report.html"]).ShouldBe(page);
        // Nothing is left to sample, so that even the times are the same; the copy of the study is as good as the study.
        var again = Run.Typed("calibrate", _folder["runs/c/study.yaml"], "--datasets", "2", "--out", _folder["runs/c"], "--json");
        again.Json().GetProperty("dataSets").GetInt32().ShouldBe(2);
        again.Json().GetProperty("parameters").GetProperty("tau_m[E]").GetProperty("coverage")[3].GetProperty("level").GetDouble().ShouldBe(0.95);
        again.Output.ShouldBe(File.ReadAllText(_folder["runs/c/calibration.json"]));
    }

    [Fact]
    public void The_same_command_gives_the_same_calibration_however_often_it_was_killed()
    {
        var study = Study();
        Run.Typed("calibrate", study, "--datasets", "4", "--out", _folder["whole"], "--threads", "2").Code.ShouldBe(0);
        var killed = 0;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var process = Start("calibrate", study, "--datasets", "4", "--out", _folder["run"], "--threads", $"{1 + attempt % 2}");
            // As soon as there is a row more than before.
            var before = Length();
            var waited = Stopwatch.StartNew();
            while (!process.HasExited && Length() <= before && waited.Elapsed < TimeSpan.FromMinutes(1))
            {
                Thread.Sleep(1);
            }

            if (!process.HasExited)
            {
                process.Kill();
                killed++;
            }

            process.WaitForExit();
        }

        killed.ShouldBeGreaterThan(0);
        var run = Run.Typed("calibrate", study, "--datasets", "4", "--out", _folder["run"], "--threads", "1");
        run.Code.ShouldBe(0, run.Error);
        File.ReadAllLines(_folder["run/datasets.jsonl"]).Length.ShouldBe(4);
        Lines("run/calibration.json").ShouldBe(Lines("whole/calibration.json"));
    }

    [Fact]
    public void A_recording_is_refused_and_leaves_nothing()
    {
        var study = _folder.Text("r.yaml", SmallStudy.Yaml("counts: c.csv\nstimulus: {kind: constant, amplitude: 0}"));
        _folder.Text("c.csv", "time_s,E,I\n0,1,0\n0.001,0,0\n");
        Run.Typed("calibrate", study, "--out", _folder["run"]).Refusal().ShouldStartWith("r: only a study of simulated data can be calibrated");
        Directory.Exists(_folder["run"]).ShouldBeFalse();
        Run.Typed("calibrate", study, "--out", _folder["run"], "--datasets", "0").Refusal().ShouldContain("--datasets takes a whole number, 1 or more");
    }

    [Fact]
    public void Stopped_before_it_begins_it_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Run.Typed(["calibrate", Study(), "--out", _folder["run"]], stop.Token).ShouldBe(new Run(130, "", "stopped" + Environment.NewLine));
        _folder.Names().ShouldBe(["tiny.yaml"]);
    }

    private string Study() => _folder.Text("tiny.yaml", SmallStudy.Yaml(
        SmallStudy.Simulated.Replace("3 s", "0.3 s", StringComparison.Ordinal),
        "[\"tau_m[E]\"]",
        "starts: 1, burn_in: 0",
        "priors: {tau_m: {log10_normal: [-2, 0.1]}}\nsample: {chains: 1, draws: 200, warmup: 20}"));

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Spikelihood.Cli.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private long Length() => File.Exists(_folder["run/datasets.jsonl"]) ? new FileInfo(_folder["run/datasets.jsonl"]).Length : 0;

    private string[] Lines(string name) =>
        [.. File.ReadAllLines(_folder[name]).Where(line => !line.Contains("\"seconds\"", StringComparison.Ordinal))];
}
