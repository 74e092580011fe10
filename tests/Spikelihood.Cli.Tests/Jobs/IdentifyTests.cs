using Spikelihood.Studies.Tests;

namespace Spikelihood.Cli.Tests.Jobs;

public sealed class IdentifyTests : IDisposable
{
    private const string Simulated = "simulate: {level: meso, stimulus: {kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4}, duration: 1 s, seed: 5}";
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Before_a_fit_it_names_what_is_degenerate_and_what_to_fix()
    {
        var run = Run.Typed("identify", Study("[w, p, tau_m]"));
        run.Code.ShouldBe(0, run.Error);
        run.Output.ShouldStartWith("10 parameters are inferred, but at the model's own values the data determine only 6 of their combinations");
        run.Output.ShouldContain("Degenerate: only p[E,I]*w[E,I] is determined (to ");
        run.Output.ShouldContain("Advice: leave p out of infer (4 of 10 parameters)");
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public void As_json_it_is_one_object()
    {
        var json = Run.Typed("identify", Study("[\"w[E,I]\", \"p[E,I]\", tau_m]"), "--json").Json();
        json.GetProperty("inferred").GetInt32().ShouldBe(4);
        json.GetProperty("determined").GetInt32().ShouldBe(3);
        json.GetProperty("open")[0].GetProperty("parameters").EnumerateArray().Select(name => name.GetString()).ShouldBe(["w[E,I]", "p[E,I]"]);
        json.GetProperty("fix").EnumerateArray().Select(name => name.GetString()).ShouldBe(["p[E,I]"]);
    }

    [Fact]
    public void A_fit_warns_and_goes_on_and_its_run_is_described_at_the_best_point()
    {
        var fit = Run.Typed("fit", Study("[\"w[E,I]\", \"p[E,I]\", tau_m]"), "--out", _folder["run"]);
        fit.Code.ShouldBe(0, fit.Error);
        fit.Error.ShouldContain("warning: 4 parameters are inferred, but at the model's own values the data determine only 3");
        fit.Output.ShouldContain("Degenerate: only p[E,I]*w[E,I] is determined");
        File.ReadAllText(_folder["run/report.html"]).ShouldContain("What the data determine");
        var after = Run.Typed("identify", _folder["run"], "--json").Json();
        after.GetProperty("at").GetString().ShouldBe("the best point");
        using var record = System.Text.Json.JsonDocument.Parse(File.ReadAllText(_folder["run/fit.json"]));
        after.GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal)
            .ShouldBe(record.RootElement.GetProperty("identifiability").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_neither_a_study_nor_a_run_is_refused_in_a_sentence()
    {
        Directory.CreateDirectory(_folder["empty"]);
        Run.Typed("identify", _folder["empty"]).Refusal()
            .ShouldBe($"{_folder["empty"]}: it holds no fit.json; name a study file, or run ./spikelihood fit STUDY --out RUN first.");
        Run.Typed("identify", _folder["none.yaml"]).Refusal().ShouldContain("none.yaml");
    }

    private string Study(string infer) => _folder.Text("study.yaml", SmallStudy.Yaml(Simulated, infer, "starts: 2, burn_in: 0.3 s, seed: 3"));
}
