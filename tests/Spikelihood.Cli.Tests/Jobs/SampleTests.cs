using System.Text.Json;
using Spikelihood.Cli.Hosting;
using Spikelihood.Studies.Tests;

namespace Spikelihood.Cli.Tests.Jobs;

public sealed class SampleTests : IDisposable
{
    private const string Simulated = "simulate: {level: meso, stimulus: {kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4}, duration: 1 s, seed: 5}";
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sample_prints_the_contract_and_leaves_draws_and_a_report()
    {
        var run = Run.Typed("sample", Study("sample: {draws: 30, warmup: 40, chains: 2}"), "--out", _folder["run"], "--json");
        run.Code.ShouldBe(ExitCode.Done, run.Error);
        var sample = JsonDocument.Parse(run.Output).RootElement;
        sample.GetProperty("chains").GetInt32().ShouldBe(2);
        sample.GetProperty("draws").GetInt32().ShouldBe(30);
        sample.GetProperty("divergences").GetInt32().ShouldBeGreaterThanOrEqualTo(0);
        sample.GetProperty("gradientEvaluations").GetInt32().ShouldBeGreaterThan(200);
        sample.GetProperty("seconds").GetDouble().ShouldBeGreaterThan(0);
        sample.GetProperty("verdict").GetString()!.ShouldStartWith("Do not trust");
        var own = sample.GetProperty("parameters").GetProperty("tau_m[E]");
        foreach (var key in new[] { "mean", "sd", "mcse_mean", "q5", "q50", "q95", "rhat", "ess_bulk", "ess_tail", "contraction" })
        {
            double.IsFinite(own.GetProperty(key).GetDouble()).ShouldBeTrue(key);
        }

        _folder.Names("run").ShouldBe(
        [
            "chain-1.csv", "chain-2.csv", "counts.csv", "draws.npz", "fit.json", "fitted.model.yaml", "posterior_predictive.json", "report.html",
            "sample.json", "stimulus.csv", "study.yaml",
        ]);
        File.ReadAllText(_folder["run/report.html"]).ShouldContain("report of the posterior");
        File.Delete(_folder["run/report.html"]);
        Run.Typed("report", _folder["run"]).Code.ShouldBe(ExitCode.Done);
        File.ReadAllText(_folder["run/report.html"]).ShouldContain("report of the posterior");
    }

    [Fact]
    public void A_finished_fit_is_sampled_without_fitting_again_and_a_new_fit_removes_the_draws()
    {
        Run.Typed("fit", Study(""), "--out", _folder["run"]).Code.ShouldBe(ExitCode.Done);
        var fit = File.ReadAllText(_folder["run/fit.json"]);
        var run = Run.Typed("sample", _folder["run"], "--out", _folder["run"], "--draws", "20", "--warmup", "30", "--chains", "1");
        run.Code.ShouldBe(ExitCode.Done, run.Error);
        run.Output.ShouldContain("1 chain of 20 draws");
        File.ReadAllText(_folder["run/fit.json"]).ShouldBe(fit);
        Run.Typed("sample", _folder["run"], "--out", _folder["other"], "--method", "laplace", "--draws", "50").Code.ShouldBe(ExitCode.Done);
        File.ReadAllText(_folder["other/fit.json"]).ShouldBe(fit);
        Run.Typed("fit", Study(""), "--out", _folder["run"]).Code.ShouldBe(ExitCode.Done);
        _folder.Names("run").ShouldNotContain("sample.json");
        _folder.Names("run").ShouldNotContain("chain-1.csv");
        File.ReadAllText(_folder["run/report.html"]).ShouldContain("report of the fit");
    }

    [Fact]
    public void A_run_whose_recording_moved_is_sampled_from_the_counts_that_it_keeps()
    {
        Run.Typed("simulate", _folder.Text("m.yaml", SmallStudy.Model), "--duration", "1", "--out", _folder["data"]).Code.ShouldBe(ExitCode.Done);
        var study = _folder.Text(
            "recorded.yaml", SmallStudy.Yaml("counts: data/counts.csv\nstimulus: data/stimulus.csv", "[tau_m]", "starts: 3, burn_in: 0.3 s, seed: 3, iterations: 30", "report: {trials: 2}"));
        Run.Typed("fit", study, "--out", _folder["run"]).Code.ShouldBe(ExitCode.Done);
        Directory.Delete(_folder["data"], recursive: true);
        Run.Typed("sample", _folder["run"], "--out", _folder["run"], "--draws", "20", "--warmup", "30", "--chains", "1").Code.ShouldBe(ExitCode.Done);
        File.Delete(_folder["run/chain-1.csv"]);
        Run.Typed("report", _folder["run"]).Refusal().ShouldContain("chain-1.csv: there is no such file, and the report shows its draws; run sample again");
        File.WriteAllText(_folder["run/study.yaml"], File.ReadAllText(_folder["run/study.yaml"]).Replace("[tau_m]", "[tau_m, c]", StringComparison.Ordinal));
        Run.Typed("sample", _folder["run"], "--out", _folder["run"]).Refusal().ShouldContain("its parameters are not those of");
    }

    [Fact]
    public void A_calibrations_folder_is_left_alone()
    {
        Directory.CreateDirectory(_folder["calibrated"]);
        _folder.Text("calibrated/datasets.jsonl", "");
        Run.Typed("sample", Study(""), "--out", _folder["calibrated"]).Refusal().ShouldContain("holds a calibration");
    }

    [Fact]
    public void Wrong_input_ends_in_a_sentence()
    {
        var study = Study("");
        Run.Typed("sample", study, "--out", _folder["run"], "--method", "gibbs").Refusal().ShouldContain("--method takes nuts or hmc or laplace or pathfinder or smc, not 'gibbs'");
        Run.Typed("sample", study, "--out", _folder["run"], "--chains", "0").Refusal().ShouldContain("--chains takes a whole number from 1 to 1000, not '0'");
        Directory.CreateDirectory(_folder["empty"]);
        Run.Typed("sample", _folder["empty"], "--out", _folder["run"]).Refusal().ShouldContain("it holds no fit.json");
        Run.Typed("sample", Study("sample: {method: gibbs}"), "--out", _folder["run"]).Refusal().ShouldContain("gibbs");
        Directory.Exists(_folder["run"]).ShouldBeFalse();
    }

    private string Study(string more) => _folder.Text(
        $"study{more.Length}.yaml", SmallStudy.Yaml(Simulated, "[tau_m]", "starts: 3, burn_in: 0.3 s, seed: 3, iterations: 30", $"report: {{trials: 2}}\n{more}"));
}
