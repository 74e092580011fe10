using Spikelihood.Studies.Tests;

namespace Spikelihood.Cli.Tests.Jobs;

/// <summary>One run, reported on in every state that its folder can be in.</summary>
public sealed class ReportTests : IClassFixture<ReportTests.FinishedRun>, IDisposable
{
    private readonly ScratchFolder _folder = new();

    public ReportTests(FinishedRun finished)
    {
        Directory.CreateDirectory(_folder["run"]);
        foreach (var path in Directory.GetFiles(finished.Folder))
        {
            File.Copy(path, Path.Combine(_folder["run"], Path.GetFileName(path)));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_report_is_written_again_as_it_was()
    {
        var before = File.ReadAllText(_folder["run/report.html"]);
        File.WriteAllText(_folder["run/report.html"], "old");
        Run.Typed("report", _folder["run"]).ShouldBe(new Run(0, _folder["run/report.html"] + Environment.NewLine, ""));
        File.ReadAllText(_folder["run/report.html"]).ShouldBe(before);
        File.Delete(_folder["run/report.html"]);
        Run.Typed("report", _folder["run"], "--json").Json().GetProperty("report").GetString().ShouldBe(_folder["run/report.html"]);
        File.ReadAllText(_folder["run/report.html"]).ShouldBe(before);
    }

    [Fact]
    public void Without_predictions_there_is_a_report_of_the_fit()
    {
        File.Delete(_folder["run/predictive.json"]);
        File.Delete(_folder["run/study.yaml"]);
        Run.Typed("report", _folder["run"]).Code.ShouldBe(0);
        File.ReadAllText(_folder["run/report.html"]).ShouldContain("tau_m[E]");
    }

    [Fact]
    public void A_folder_without_a_fit_is_one_sentence()
    {
        Run.Typed("report", _folder["none"]).Refusal()
            .ShouldBe($"{_folder["none"]}: there is no such run folder; make one with ./spikelihood fit STUDY --out RUN.");
        File.Delete(_folder["run/fit.json"]);
        var names = _folder.Names("run");
        Run.Typed("report", _folder["run"]).Refusal()
            .ShouldBe($"{_folder["run"]}: it holds no fit.json, so there is nothing to report; run ./spikelihood fit STUDY --out RUN first.");
        _folder.Names("run").ShouldBe(names);
        _folder.Names().ShouldBe(["run"]);
    }

    [Theory]
    [InlineData("fit.json", 0)]
    [InlineData("fit.json", 1)]
    [InlineData("fit.json", 700)]
    [InlineData("predictive.json", 300)]
    public void Half_a_file_is_one_sentence_and_the_old_report_stays(string name, int length)
    {
        var before = File.ReadAllText(_folder["run/report.html"]);
        File.WriteAllText(_folder["run/" + name], File.ReadAllText(_folder["run/" + name])[..length]);
        var sentence = Run.Typed("report", _folder["run"]).Refusal();
        sentence.ShouldStartWith(_folder["run/" + name]);
        sentence.ShouldEndWith("run the fit again.");
        File.ReadAllText(_folder["run/report.html"]).ShouldBe(before);
    }

    [Theory]
    [InlineData("\"best\": {", "\"worst\": {", "fit.json")]
    [InlineData("\"seconds\": ", "\"seconds\": \"many\", \"s\": ", "fit.json")]
    [InlineData("\"name\": \"tau_m[E]\"", "\"name\": null", "fit.json")]
    public void A_fit_with_other_content_is_one_sentence(string right, string wrong, string place)
    {
        var text = File.ReadAllText(_folder["run/fit.json"]);
        text.ShouldContain(right);
        File.WriteAllText(_folder["run/fit.json"], text.Replace(right, wrong, StringComparison.Ordinal));
        Run.Typed("report", _folder["run"]).Refusal().ShouldContain(place);
    }

    [Theory]
    [InlineData("\"name\": \"tau_m[E]\"", "\"name\": \"tau_x[E]\"")]
    [InlineData("\"tau_m[E]\": ", "\"tau_x[E]\": ")]
    [InlineData("\"index\": 0", "\"index\": 9")]
    public void A_fit_that_someone_edited_ends_in_a_report_or_one_sentence(string right, string wrong)
    {
        var text = File.ReadAllText(_folder["run/fit.json"]);
        text.ShouldContain(right);
        File.WriteAllText(_folder["run/fit.json"], text.Replace(right, wrong, StringComparison.Ordinal));
        var run = Run.Typed("report", _folder["run"]);
        if (run.Code != 0)
        {
            run.Refusal().ShouldContain("fit.json");
        }
    }

    /// <summary>The run that all tests copy.</summary>
    public sealed class FinishedRun : IDisposable
    {
        private readonly ScratchFolder _folder = new();

        public FinishedRun()
        {
            var study = _folder.Text(
                "study.yaml",
                SmallStudy.Yaml("simulate: {level: meso, duration: 1 s, seed: 5}", "[tau_m, c]", "starts: 2, burn_in: 0.3 s, iterations: 8"));
            Run.Typed("fit", study, "--out", Folder).Code.ShouldBe(0);
        }

        public string Folder => _folder["run"];

        public void Dispose() => _folder.Dispose();
    }
}
