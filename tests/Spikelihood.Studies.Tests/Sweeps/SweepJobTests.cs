using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sweeps;
using Spikelihood.Studies.Tests.Files;

namespace Spikelihood.Studies.Tests.Sweeps;

public sealed class SweepJobTests : IDisposable
{
    private const string Quick = "starts: 2, burn_in: 0.5 s, iterations: 4, seed: 3";
    private const string Two = "sweep: {scored: [0.5 s, 1 s], infer: {short: [tau_m], long: [tau_m, c]}}";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_cell_is_the_fit_of_its_own_study()
    {
        var study = Study("sweep: {scored: 1 s, infer: {long: [tau_m, c]}, seeds: [7]}");
        Run(study);
        var cell = Rows().ShouldHaveSingleItem();
        var alone = SmallStudy.Of(SmallStudy.Simulated.Replace("3 s, seed: 5", "1.5 s, seed: 7", StringComparison.Ordinal), "[tau_m, c]", Quick, "");
        var fit = new FitRunner(alone, alone.Load(), 3, Workers.One).Run();
        cell.Best.ShouldBe(cell.Parameters.Select(name => fit.Best.Parameters[name]));
        cell.Truth.ShouldBe(cell.Parameters.Select(name => fit.Truth!.Parameters[name]));
        cell.StandardErrors.ShouldBe(cell.Parameters.Select(name => fit.StandardErrors[name] ?? double.NaN));
        cell.Starts.Select(start => start.Parameters.ToArray()).ShouldBe(fit.Starts.Select(start => start.Parameters.ToArray()));
        (cell.LogPosterior, cell.TruthLogPosterior, cell.Seed, cell.Set).ShouldBe((fit.Best.LogPosterior, fit.Truth!.LogPosterior, 7UL, "long"));
    }

    [Fact]
    public void A_sweep_is_the_same_for_any_number_of_threads()
    {
        var study = Study(Two);
        study = study with { Sweep = study.Sweep! with { Trials = 2 } };
        var one = Without(Run(study, "one", Workers.One));
        Without(Run(study, "three", new Workers(3))).ShouldBe(one);
        Without(Run(study, "nine", new Workers(9))).ShouldBe(one);
    }

    [Fact]
    public void A_sweep_that_was_killed_goes_on_and_fits_only_what_is_missing()
    {
        var whole = Without(Run(Study(Two)));
        var lines = File.ReadAllLines(Cells());
        lines.Length.ShouldBe(4);
        // Two rows whole, the third cut off in the middle; the first carries a mark by which it is known not to be made again.
        var marked = RunJson.SerializeLine(RunJson.Deserialize<CellRecord>(lines[0], "") with { Seconds = 12345 });
        File.WriteAllText(Cells(), marked + lines[1] + "\n" + lines[2][..40]);
        Without(Run(Study(Two))).ShouldBe(whole);
        Rows().Length.ShouldBe(4);
        Rows()[0].Seconds.ShouldBe(12345);
        Rows().Select(row => row.Key).ShouldBeUnique();
    }

    [Fact]
    public void A_longer_axis_adds_cells_and_another_study_begins_anew()
    {
        Run(Study("sweep: {scored: 0.5 s, seeds: 1}"));
        Run(Study("sweep: {scored: 0.5 s, seeds: 2}"));
        Rows().Select(row => row.Seed).ShouldBe([1UL, 2UL]);
        var other = Study("sweep: {scored: 0.5 s, seeds: 1}");
        Run(other with { Fit = other.Fit with { Iterations = 5 } });
        Run(other, seed: 9);
        Rows().Select(row => row.Seed).ShouldBe([1UL, 2UL, 1UL, 1UL]);
    }

    [Fact]
    public void Coarser_time_steps_fit_the_same_data_in_longer_steps()
    {
        var sweep = Run(Study("sweep: {scored: 1 s, seeds: 2, time_step: [1 ms, 2 ms]}"));
        sweep.Bias.Select(row => row.TimeStep).Distinct().ShouldBe([0.001, 0.002]);
        sweep.Bias.Where(row => row.TimeStep == 0.001).ShouldAllBe(row => row.Shift == 0);
        sweep.Bias.Where(row => row.TimeStep == 0.002).ShouldAllBe(row => row.Shift != 0);
        var study = Study("sweep: {scored: 1 s, time_step: 2 ms}");
        var cell = SweepCell.Of(study.Sweep!).ShouldHaveSingleItem();
        var data = CellData.Load(cell, cell.Study(study), 1, Workers.One);
        (data.Counts.Steps, data.From, data.Network.TimeStep).ShouldBe((750, 250, 0.002));
        // Three seconds of the same seed begin with the same spikes.
        var longer = SmallStudy.Of().Load();
        data.Counts.Of(0).ToArray().ShouldBe(longer.Counts.Of(0)[..1500].ToArray().Chunk(2).Select(pair => pair.Sum()));
    }

    [Fact]
    public void The_dynamics_of_the_true_model_agree_with_themselves_as_those_of_a_good_fit_do()
    {
        var row = Run(Study("sweep: {scored: 1 s, infer: {long: [tau_m]}, trials: 3}")).Dynamics.ShouldHaveSingleItem();
        row.Ceiling.AverageCorrelation.ShouldBeInRange(0.1, 1);
        row.Fitted.AverageCorrelation.ShouldBe(row.Ceiling.AverageCorrelation, 0.3);
        row.Fitted.Rmse.ShouldBe(row.Ceiling.Rmse, 0.3 * row.Ceiling.Rmse);
        row.Fitted.ShouldNotBe(row.Ceiling);
    }

    [Fact]
    public void Recorded_data_are_swept_over_lengths_and_refused_when_too_short()
    {
        var source = SmallStudy.Of().Load();
        CountsFile.Write(Path.Combine(_folder.Path, "c.csv"), source.Counts);
        SignalFile.Write(Path.Combine(_folder.Path, "i.csv"), source.Stimulus);
        StudyDescription Recorded(string sweep) => StudyFile.Read(
            _folder.Write("r.yaml", SmallStudy.Yaml("counts: c.csv\nstimulus: i.csv", "[tau_m, c]", Quick, sweep)), SignalFile.Read);
        var sweep = Run(Recorded("sweep: {scored: [0.5 s, 1 s]}"), "recorded");
        (sweep.Fits.Length, sweep.Errors.Length, sweep.Spread.Length).ShouldBe((2, 0, 8));
        Should.Throw<InputException>(() => Run(Recorded("sweep: {scored: 2.6 s}"), "none")).Message.ShouldBe(
            "r: sweep.scored asks for 2.6 s after the burn-in of 0.5 s, but the data are 3 s long; give more data or shorter lengths.");
        Directory.Exists(Path.Combine(_folder.Path, "none")).ShouldBeFalse();
    }

    [Fact]
    public void A_study_without_a_sweep_and_a_folder_in_use_are_refused()
    {
        Should.Throw<InputException>(() => Run(Study("report: {trials: 2}"))).Message.ShouldStartWith("small: the study has no sweep; add for example");
        Run(Study("sweep: {scored: 0.5 s}"));
        using (File.Open(Cells(), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Should.Throw<InputException>(() => Run(Study("sweep: {scored: 0.5 s}"))).Message.ShouldEndWith(
                "cells.jsonl: cannot be opened for writing; end the other sweep that uses this folder, or name another --out.");
        }

        File.WriteAllText(Cells(), "something else\n");
        Should.Throw<InputException>(() => Run(Study("sweep: {scored: 0.5 s}"))).Message.ShouldEndWith(
            "cells.jsonl, line 1: this is not a row of a sweep; remove the file or name another --out.");
    }

    [Fact]
    public void Stopped_it_keeps_the_cells_that_had_ended()
    {
        using var stop = new CancellationTokenSource();
        void StopAfterTheFirst(double fraction)
        {
            if (fraction > 0.34)
            {
                stop.Cancel();
            }
        }

        Should.Throw<OperationCanceledException>(() =>
            SweepJob.Run(Study("sweep: {scored: 0.5 s, seeds: 3}"), Folder("run"), null, Workers.One, StopAfterTheFirst, stop.Token));
        Rows().Length.ShouldBe(1);
        File.Exists(Folder("run").Summary).ShouldBeFalse();
    }

    private static StudyDescription Study(string sweep) => SmallStudy.Of(SmallStudy.Simulated, "[tau_m, c]", Quick, sweep);

    private SweepFolder Folder(string name) => new(Path.Combine(_folder.Path, name));

    private string Cells() => Folder("run").Cells;

    private CellRecord[] Rows() => [.. File.ReadLines(Cells()).Select(line => RunJson.Deserialize<CellRecord>(line, ""))];

    private SweepRecord Run(StudyDescription study, string name = "run", Workers? workers = null, ulong? seed = null) =>
        SweepJob.Run(study, Folder(name), seed, workers ?? Workers.One);

    private static string Without(SweepRecord sweep) =>
        RunJson.Serialize(sweep with { Fits = [.. sweep.Fits.Select(row => row with { Seconds = 0 })] });
}
