using Spikelihood.Models.MesoGif;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Models;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Tests.Files;

namespace Spikelihood.Studies.Tests.Fitting;

public sealed class FitJobTests : IDisposable
{
    private const string Quick = "starts: 2, burn_in: 0.5 s, iterations: 4";
    private static readonly string[] Everything = ["counts.csv", "fit.json", "fitted.model.yaml", "predictive.json", "stimulus.csv", "study.yaml"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_holds_everything_and_its_model_has_the_likelihood_of_its_fit()
    {
        var run = NewRun("deep/run");
        var fit = FitJob.Run(SmallStudy.Of(infer: "[tau_m, c]", fit: Quick), run, null, Workers.One);
        Names("deep/run").ShouldBe(Everything);
        RunJson.Serialize(RunJson.Read<FitRecord>(run.Fit)).ShouldBe(RunJson.Serialize(fit));
        var network = ModelFile.Read(run.FittedModel).Network;
        var likelihood = new MesoGifLikelihood(network, CountsFile.Read(run.Counts), SignalFile.Read(run.Stimulus), 500, Workers.One);
        likelihood.Value(likelihood.Layout.Read(network)).ShouldBe(fit.Best.LogLikelihood, 1e-9 * Math.Abs(fit.Best.LogLikelihood));
        RunJson.Read<PredictiveRecord>(run.Predictive).Checks.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("simulate: {level: meso, stimulus: {kind: ou, mean: 0.1, tau: 1, noise: 0.1}, duration: 1 s}", "")]
    [InlineData("counts: c.csv\nstimulus: i.csv", "")]
    [InlineData("counts: c.csv\nstimulus: {kind: sine, amplitude: 0.2, frequency: 2, noise: 4}", "")]
    [InlineData("simulate: {level: meso, duration: 1 s}", ", seed: 11")]
    public void The_study_of_a_run_gives_the_same_run_again(string data, string ownSeed)
    {
        var source = SmallStudy.Of(SmallStudy.Simulated.Replace("3 s", "1 s", StringComparison.Ordinal)).Load();
        CountsFile.Write(Path.Combine(_folder.Path, "c.csv"), source.Counts);
        SignalFile.Write(Path.Combine(_folder.Path, "i.csv"), source.Stimulus);
        // Named relative to here, as people do; the copy lies elsewhere.
        var written = _folder.Write("mine.yaml", SmallStudy.Yaml(data, "[tau_m, c]", Quick + ownSeed));
        var study = StudyFile.Read(Path.GetRelativePath(Environment.CurrentDirectory, written), SignalFile.Read);
        var (first, second) = (NewRun("a"), NewRun("b"));
        FitJob.Run(study, first, 7, Workers.One);
        FitJob.Run(StudyFile.Read(first.Study, SignalFile.Read), second, null, Workers.One);
        Text(second.Fit).ShouldBe(Text(first.Fit));
        foreach (var name in Everything.Where(name => name != "fit.json"))
        {
            File.ReadAllText(Path.Combine(second.Folder, name)).ShouldBe(File.ReadAllText(Path.Combine(first.Folder, name)), name);
        }
    }

    [Fact]
    public void The_seed_of_the_job_goes_before_that_of_the_study()
    {
        var study = SmallStudy.Of(SmallStudy.Simulated.Replace("3 s", "1 s", StringComparison.Ordinal), "[tau_m, c]", Quick + ", seed: 11");
        FitJob.Run(study, NewRun("own"), null, Workers.One);
        FitJob.Run(study, NewRun("same"), 11, Workers.One);
        FitJob.Run(study, NewRun("other"), 12, Workers.One);
        Text(NewRun("same").Fit).ShouldBe(Text(NewRun("own").Fit));
        Text(NewRun("other").Fit).ShouldNotBe(Text(NewRun("own").Fit));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused_before_work_begins()
    {
        var worked = false;
        var taken = _folder.Write("taken", "");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "o", "fit.json"));
        foreach (var (folder, sentence) in new[]
        {
            (taken, $"{taken}: this is a file; name a folder to write to"),
            (taken + "/run", $"{taken}/run: {taken} is a file; name a folder to write to"),
            (Path.Combine(_folder.Path, "o"), $"{Path.Combine(_folder.Path, "o", "fit.json")}: is a folder, but a file is to be written there; name another --out"),
            ("", "--out is empty; name a folder to write to"),
            ("/proc/run", "/proc/run: cannot be written to: check the permissions of /proc, or name another folder"),
        })
        {
            Should.Throw<InputException>(() => FitJob.Run(SmallStudy.Of(), new RunFolder(folder), null, Workers.One, (_, _) => worked = true))
                .Message.ShouldBe(sentence);
        }

        worked.ShouldBeFalse();
    }

    [Fact]
    public void Wrong_data_leave_nothing()
    {
        _folder.Write("c.csv", "time_s,E,I\n0,1,2\n0.001,3,4\n");
        var study = StudyFile.Read(_folder.Write("s.yaml", SmallStudy.Yaml("counts: c.csv\nstimulus: {kind: constant, amplitude: 0}")), SignalFile.Read);
        Should.Throw<InputException>(() => FitJob.Run(study, NewRun("run"), null, Workers.One));
        Names("").ShouldBe(["c.csv", "s.yaml"]);
    }

    [Fact]
    public void Stopped_before_there_is_a_fit_nothing_is_left_and_an_earlier_run_is_untouched()
    {
        var study = SmallStudy.Of(SmallStudy.Simulated.Replace("3 s", "1 s", StringComparison.Ordinal), "[tau_m, c]", Quick);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Should.Throw<OperationCanceledException>(() => FitJob.Run(study, NewRun("run"), null, Workers.One, cancellation: stop.Token));
        Names("").ShouldBeEmpty();
        FitJob.Run(study, NewRun("run"), null, Workers.One);
        var before = Everything.Select(name => File.ReadAllText(Path.Combine(_folder.Path, "run", name))).ToArray();
        Should.Throw<OperationCanceledException>(() => FitJob.Run(study, NewRun("run"), 9, Workers.One, cancellation: stop.Token));
        Everything.Select(name => File.ReadAllText(Path.Combine(_folder.Path, "run", name))).ShouldBe(before);
    }

    [Fact]
    public void Stopped_while_predicting_the_fit_is_kept_without_the_predictions_of_an_earlier_one()
    {
        var study = SmallStudy.Of(SmallStudy.Simulated.Replace("3 s", "1 s", StringComparison.Ordinal), "[tau_m, c]", Quick);
        var run = NewRun("run");
        FitJob.Run(study, run, 1, Workers.One);
        File.WriteAllText(run.Report, "an earlier report");
        var earlier = Text(run.Fit);
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => FitJob.Run(study, run, 2, Workers.One, (_, what) => Stop(stop, what), stop.Token));
        Names("run").ShouldBe(Everything.Where(name => name != "predictive.json").Prepend("checkpoint.log"));
        Text(run.Fit).ShouldNotBe(earlier);
    }

    private static void Stop(CancellationTokenSource stop, string what)
    {
        if (what == "simulating the training input")
        {
            stop.Cancel();
        }
    }

    private static string Text(string path) => RunJson.Serialize(RunJson.Read<FitRecord>(path) with { Seconds = 0 });

    private RunFolder NewRun(string name) => new(Path.Combine(_folder.Path, name));

    private IEnumerable<string> Names(string folder) =>
        Directory.GetFileSystemEntries(Path.Combine(_folder.Path, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
