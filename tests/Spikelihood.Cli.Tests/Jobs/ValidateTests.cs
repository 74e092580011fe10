using System.Text.Json;
using Spikelihood.Studies.Tests;

namespace Spikelihood.Cli.Tests.Jobs;

public sealed class ValidateTests : IDisposable
{
    private const string Simulated = "simulate: {level: micro, stimulus: {kind: constant, amplitude: 0.2}, duration: 1.5 s, seed: 5}";
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Both_levels_are_compared_in_a_table_a_page_and_a_file()
    {
        var run = Run.Typed("validate", Study("report: {trials: 2}"), "--out", _folder["theory"]);
        run.Code.ShouldBe(0, run.Error);
        _folder.Names("theory").ShouldBe(["report.html", "validate.json"]);
        foreach (var part in new[] { "mean rate, Hz", "SD in 10 ms bins, Hz", "Both levels: Population model", "one-step prediction, E:", "a simulated second takes" })
        {
            run.Output.ShouldContain(part);
        }

        File.ReadAllText(_folder["theory/report.html"]).ShouldContain("the theory against the network");
    }

    [Fact]
    public void Json_is_one_object_with_the_run_times_of_enlarged_networks()
    {
        var run = Run.Typed("validate", Study("report: {trials: 2}\nscaling: {populations: [4], duration: 0.1 s}"), "--out", _folder["theory"], "--json");
        run.Code.ShouldBe(0, run.Error);
        using var json = JsonDocument.Parse(run.Output);
        var row = json.RootElement.GetProperty("scaling").GetProperty("rows")[0];
        (row.GetProperty("populations").GetInt32(), row.GetProperty("neurons").GetInt32()).ShouldBe((4, 500));
        json.RootElement.GetProperty("theory").GetProperty("oneStepRatio").GetArrayLength().ShouldBe(2);
        _folder.Names("theory").ShouldBe(["report.html", "scaling.json", "validate.json"]);
    }

    [Fact]
    public void A_study_of_recordings_is_refused_and_leaves_nothing()
    {
        var counts = Write("counts.csv", "time_s,E,I\n0,1,0\n0.001,0,0\n");
        var study = Write("s.yaml", SmallStudy.Yaml($"counts: {counts}\nstimulus: {{kind: constant, amplitude: 0}}", fit: "burn_in: 0"));
        var run = Run.Typed("validate", study, "--out", _folder["theory"]);
        run.Code.ShouldBe(2);
        run.Error.ShouldContain("only a simulated network");
        Directory.Exists(_folder["theory"]).ShouldBeFalse();
    }

    private string Study(string more) => Write("s.yaml", SmallStudy.Yaml(Simulated, fit: "burn_in: 0.2", more: more));

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return _folder[name];
    }
}
