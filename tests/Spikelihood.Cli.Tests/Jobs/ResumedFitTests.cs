using Spikelihood.Cli.Hosting;
using Spikelihood.Studies.Tests;

namespace Spikelihood.Cli.Tests.Jobs;

public sealed class ResumedFitTests : IDisposable
{
    private const string Simulated = "simulate: {level: meso, stimulus: {kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4}, duration: 1 s, seed: 5}";
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_stopped_fit_goes_on_or_is_refused_or_begins_anew_as_one_asks()
    {
        var study = Study(Simulated);
        await Stopped(study);
        _folder.Names("run").ShouldBe(["checkpoint.log"]);
        Run.Typed("fit", study, "--out", _folder["run"], "--seed", "9").Refusal()
            .ShouldBe($"{_folder["run/checkpoint.log"]}: is of an unfinished run with another seed (3 there, 9 here); give --fresh to begin anew, or another --out");
        _folder.Names("run").ShouldBe(["checkpoint.log"]);
        Run.Typed("fit", study, "--out", _folder["run"], "--seed", "9", "--fresh").Code.ShouldBe(ExitCode.Done);
        Run.Typed("fit", study, "--out", _folder["other"], "--seed", "9").Code.ShouldBe(ExitCode.Done);
        Fit("run").ShouldBe(Fit("other"));
        _folder.Names("run").ShouldNotContain("checkpoint.log");
    }

    [Fact]
    public async Task Data_that_vanish_or_change_meanwhile_are_told_and_the_checkpoint_stays()
    {
        Run.Typed("simulate", _folder.Text("m.yaml", SmallStudy.Model), "--duration", "1", "--out", _folder["data"]).Code.ShouldBe(ExitCode.Done);
        var study = Study("counts: data/counts.csv\nstimulus: data/stimulus.csv");
        await Stopped(study);
        var counts = File.ReadAllLines(_folder["data/counts.csv"]);
        File.Delete(_folder["data/counts.csv"]);
        Run.Typed("fit", study, "--out", _folder["run"]).Refusal().ShouldContain("the counts file 'data/counts.csv' does not exist");
        File.WriteAllLines(_folder["data/counts.csv"], counts.Select((line, i) => i == 500 ? line.Split(',')[0] + ",42,7" : line));
        Run.Typed("fit", study, "--out", _folder["run"]).Refusal().ShouldContain("is of an unfinished run with other data (");
        _folder.Names("run").ShouldBe(["checkpoint.log"]);
        File.WriteAllLines(_folder["data/counts.csv"], counts);
        Run.Typed("fit", study, "--out", _folder["run"]).Code.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public void What_a_killed_run_had_begun_to_write_is_removed_but_nothing_else()
    {
        var guid = Guid.NewGuid().ToString("N");
        Directory.CreateDirectory(_folder[$"run/.{guid}.tmp"]);
        foreach (var name in new[] { $".{guid}.tmp/counts.csv", $".fit.json.{guid}.tmp", $".mine.{guid}.tmp", ".keep.tmp", "notes.txt" })
        {
            File.WriteAllText(_folder[$"run/{name}"], "");
        }

        Run.Typed("fit", Study(Simulated), "--out", _folder["run"]).Code.ShouldBe(ExitCode.Done);
        _folder.Names("run").Where(name => name.StartsWith('.')).ShouldBe([".keep.tmp", $".mine.{guid}.tmp"]);
        _folder.Names("run").ShouldContain("notes.txt");
    }

    [Fact]
    public void A_file_of_that_name_that_is_not_ours_is_left_alone()
    {
        Directory.CreateDirectory(_folder["run"]);
        _folder.Text("run/checkpoint.log", "my own notes");
        Run.Typed("fit", Study(Simulated), "--out", _folder["run"]).Refusal()
            .ShouldBe($"{_folder["run/checkpoint.log"]}: is not a file of this program; move it away or name another --out");
        File.ReadAllText(_folder["run/checkpoint.log"]).ShouldBe("my own notes");
    }

    /// <summary>Stops a fit as Ctrl-C does, once some of it is done.</summary>
    private async Task Stopped(string study)
    {
        using var stop = new CancellationTokenSource();
        var typed = Task.Run(() => Run.Typed(["fit", study, "--out", _folder["run"], "--threads", "1"], stop.Token), CancellationToken.None);
        var log = new FileInfo(_folder["run/checkpoint.log"]);
        while (!typed.IsCompleted && !(log.Exists && log.Length > 3_000))
        {
            await Task.Delay(1, CancellationToken.None);
            log.Refresh();
        }

        await stop.CancelAsync();
        var run = await typed;
        run.ShouldBe(new Run(ExitCode.Interrupted, "", $"the same command goes on from here{Environment.NewLine}stopped{Environment.NewLine}"));
    }

    private string Study(string data) => _folder.Text("study.yaml", SmallStudy.Yaml(data, "[w, tau_m, c, delta_u]", "starts: 30, burn_in: 0.1 s, seed: 3, iterations: 20"));

    private string[] Fit(string run) =>
        [.. File.ReadAllLines(_folder[$"{run}/fit.json"]).Where(line => !line.Contains("\"seconds\"", StringComparison.Ordinal))];
}
