using System.Diagnostics;
using Spikelihood.Studies.Tests;

namespace Spikelihood.Cli.Tests.Jobs;

/// <summary>Real processes, really killed.</summary>
public sealed class KilledFitTests : IDisposable
{
    private const int Kills = 4;
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_command_gives_the_same_fit_however_often_it_was_killed()
    {
        var study = _folder.Text("study.yaml", SmallStudy.Yaml(SmallStudy.Simulated, "[tau_m, c, delta_u]", "starts: 4, burn_in: 0.5 s, seed: 3"));
        Run.Typed("fit", study, "--out", _folder["whole"], "--threads", "2").Code.ShouldBe(0);
        var killed = 0;
        for (var attempt = 0; attempt < Kills; attempt++)
        {
            using var process = Start("fit", study, "--out", _folder["run"], "--threads", $"{1 + attempt % 2}");
            // As soon as the log has grown by some kilobytes, which is sooner or later within an evaluation, a stage or a write.
            var enough = Length() + 3_000 + 7_000 * attempt;
            var waited = Stopwatch.StartNew();
            while (!process.HasExited && Length() < enough && waited.Elapsed < TimeSpan.FromMinutes(1))
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
        var run = Run.Typed("fit", study, "--out", _folder["run"]);
        run.Code.ShouldBe(0, run.Error);
        _folder.Names("run").ShouldBe(_folder.Names("whole"));
        foreach (var name in _folder.Names("whole").Where(name => name != "report.html"))
        {
            Lines($"run/{name}").ShouldBe(Lines($"whole/{name}"), name);
        }
    }

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

    private long Length() => File.Exists(_folder["run/checkpoint.log"]) ? new FileInfo(_folder["run/checkpoint.log"]).Length : 0;

    private string[] Lines(string name) =>
        [.. File.ReadAllLines(_folder[name]).Where(line => !line.Contains("\"seconds\"", StringComparison.Ordinal))];
}
