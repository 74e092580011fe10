using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Tests.Files;

namespace Spikelihood.Studies.Tests.Fitting;

/// <summary>A kill leaves the first part of the checkpoint; here it is cut at any byte, as a kill might.</summary>
public sealed class ResumedFitTests : IDisposable
{
    private const string Quick = "starts: 3, burn_in: 0.5 s, iterations: 8";
    private static readonly string Second = SmallStudy.Simulated.Replace("3 s", "1 s", StringComparison.Ordinal);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void From_whatever_moment_a_killed_fit_goes_on_it_finds_the_same_to_the_last_bit()
    {
        var study = SmallStudy.Of(Second, "[tau_m, c]", Quick);
        var whole = NewRun("whole");
        // Killed at the very end, it has everything in its log.
        Should.Throw<OperationCanceledException>(() => FitJob.Run(study, whole, 7, Workers.One, Unfinished.GoOn, _ => throw new OperationCanceledException()));
        var log = File.ReadAllBytes(whole.Checkpoint);
        log.Length.ShouldBeGreaterThan(10_000);
        FitJob.Run(study, whole, 7, Workers.One, Unfinished.GoOn, run => new FileInfo(run.Checkpoint).Length.ShouldBe(log.Length, "something was evaluated again"));
        File.Exists(whole.Checkpoint).ShouldBeFalse();
        var random = new Random(1);
        for (var trial = 0; trial < 8; trial++)
        {
            var run = NewRun($"killed{trial}");
            Directory.CreateDirectory(run.Folder);
            File.WriteAllBytes(run.Checkpoint, log[..random.Next(log.Length)]);
            FitJob.Run(study, run, 7, new Workers(1 + trial % 3));
            foreach (var path in Directory.GetFiles(whole.Folder))
            {
                Content(Path.Combine(run.Folder, Path.GetFileName(path))).ShouldBe(Content(path), Path.GetFileName(path));
            }

            Directory.GetFiles(run.Folder).Length.ShouldBe(Directory.GetFiles(whole.Folder).Length);
        }
    }

    [Fact]
    public void A_stopped_fit_keeps_its_checkpoint_and_goes_on_from_it()
    {
        var study = SmallStudy.Of(Second, "[tau_m, c]", Quick);
        var (whole, run) = (NewRun("whole"), NewRun("run"));
        FitJob.Run(study, whole, 7, Workers.One);
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => FitJob.Run(study, run, 7, Workers.One, (fraction, _) => Stop(fraction, stop), stop.Token));
        var length = new FileInfo(run.Checkpoint).Length;
        length.ShouldBeGreaterThan(0);
        FitJob.Run(study, run, 7, Workers.One);
        Content(run.Fit).ShouldBe(Content(whole.Fit));

        static void Stop(double fraction, CancellationTokenSource stop)
        {
            if (fraction > 0.1)
            {
                stop.Cancel();
            }
        }
    }

    [Fact]
    public void Threads_trials_and_the_place_of_files_may_change_meanwhile_but_nothing_that_decides_the_fit()
    {
        var data = SmallStudy.Of(Second).Load();
        CountsFile.Write(Path.Combine(_folder.Path, "c.csv"), data.Counts);
        SignalFile.Write(Path.Combine(_folder.Path, "i.csv"), data.Stimulus);
        string yaml(string fit, string more) => SmallStudy.Yaml("counts: c.csv\nstimulus: i.csv", "[tau_m, c]", fit, more);
        var before = Fingerprint(_folder.Path, yaml(Quick, "report: {trials: 2}"));
        var elsewhere = Directory.CreateDirectory(Path.Combine(_folder.Path, "elsewhere")).FullName;
        foreach (var name in new[] { "c.csv", "i.csv" })
        {
            File.Copy(Path.Combine(_folder.Path, name), Path.Combine(elsewhere, name));
        }

        Fingerprint(elsewhere, yaml(Quick + ", threads: 3", "report: {trials: 5}")).DifferenceFrom(before).ShouldBeNull();
        Fingerprint(elsewhere, yaml(Quick.Replace("starts: 3", "starts: 4", StringComparison.Ordinal), "")).DifferenceFrom(before)!.ShouldStartWith("another study (fit: {starts: 3");
        Fingerprint(elsewhere, yaml(Quick, "priors: {c: {log10_normal: [1, 1]}}")).DifferenceFrom(before)!.ShouldStartWith("another study (");
        Fingerprint(elsewhere, yaml(Quick, ""), 8).DifferenceFrom(before).ShouldBe("another seed (7 there, 8 here)");
        var lines = File.ReadAllLines(Path.Combine(elsewhere, "c.csv"));
        lines[600] = "0.599,150,3";
        File.WriteAllLines(Path.Combine(elsewhere, "c.csv"), lines);
        Fingerprint(elsewhere, yaml(Quick, "")).DifferenceFrom(before)!.ShouldStartWith("other data (");
    }

    private static Fingerprint Fingerprint(string folder, string yaml, ulong seed = 7)
    {
        var study = StudyFile.Parse(yaml, Path.Combine(folder, "s.yaml"), SignalFile.Read);
        return FitFingerprint.Of(study with { Fit = study.Fit with { Seed = seed } }, study.Load());
    }

    private static string Content(string path) =>
        string.Join('\n', File.ReadAllLines(path).Where(line => !line.Contains("\"seconds\"", StringComparison.Ordinal)));

    private RunFolder NewRun(string name) => new(Path.Combine(_folder.Path, name));
}
