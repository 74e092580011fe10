using System.Text.Json;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Cli.Tests.Jobs;

public sealed class CompareTrialsTests : IDisposable
{
    private const string Sine = "{kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4, seed: 9}";
    private static readonly int[] Sizes = [438, 109];
    private readonly ScratchFolder _folder = new();

    private static string Model => Path.Combine(AppContext.BaseDirectory, "examples", "two-population.model.yaml");

    public void Dispose() => _folder.Dispose();

    private Run Simulate(string folder, int trials, int seed, params string[] more) => Run.Typed(
        ["simulate", Model, "--stimulus", Sine, "--duration", "1.2", "--trials", $"{trials}", "--seed", $"{seed}", "--out", _folder[folder], .. more]);

    private JsonElement Compare(params string[] arguments) => Run.Typed(["compare", .. arguments, "--json"]).Json();

    /// <summary>Activity in bins of 10 ms from 0.2 s on: [trial][bin], Hz.</summary>
    private double[][] Traces(string folder, int trials, int population) =>
    [
        .. Enumerable.Range(1, trials).Select(trial =>
        {
            var counts = CountsFile.Read(_folder[Path.Combine(folder, TrialFiles.CountsName(trial))]).Of(population).ToArray();
            return Enumerable.Range(20, 100).Select(bin => counts[(10 * bin)..(10 * bin + 10)].Sum() / (Sizes[population] * 0.01)).ToArray();
        }),
    ];

    private static double Rho(double[] x, double[] y)
    {
        double mx = x.Average(), my = y.Average(), xy = 0, xx = 0, yy = 0;
        for (var k = 0; k < x.Length; k++)
        {
            xy += (x[k] - mx) * (y[k] - my);
            xx += (x[k] - mx) * (x[k] - mx);
            yy += (y[k] - my) * (y[k] - my);
        }

        return xy / Math.Sqrt(xx * yy);
    }

    private static double Square(double[] x, double[] y) => x.Zip(y, (a, b) => (a - b) * (a - b)).Average();

    private static double[] Mean(double[][] trials) => [.. trials[0].Select((_, k) => trials.Average(trial => trial[k]))];

    private static (double Mean, double Sd) Spread(IEnumerable<double> values)
    {
        var list = values.ToArray();
        return (list.Average(), Math.Sqrt(list.Sum(value => Math.Pow(value - list.Average(), 2)) / (list.Length - 1)));
    }

    [Fact]
    public void Equations_32_to_35_are_those_of_plain_loops_over_the_files()
    {
        Simulate("a", 5, 1).Code.ShouldBe(0);
        Simulate("b", 3, 2, "--level", "micro").Code.ShouldBe(0);
        var result = Compare(_folder["a"], _folder["b"], "--burn-in", "0.2");
        result.GetProperty("trials").GetRawText().Where(char.IsDigit).ShouldBe("53");
        result.GetProperty("perNeuron").GetBoolean().ShouldBeTrue();
        var (a, b) = (new[] { Traces("a", 5, 0), Traces("a", 5, 1) }, new[] { Traces("b", 3, 0), Traces("b", 3, 1) });
        var pairs = Enumerable.Range(0, 5).SelectMany(r => Enumerable.Range(0, 3).Select(s => (r, s))).ToArray();
        for (var i = 0; i < 2; i++)
        {
            var row = result.GetProperty("populations")[i];
            Expect(row, "correlation", "correlationSd", Spread(pairs.Select(pair => Rho(a[i][pair.r], b[i][pair.s]))));
            Expect(row, "rmse", "rmseSd", Spread(pairs.Select(pair => Math.Sqrt(Square(a[i][pair.r], b[i][pair.s])))));
            row.GetProperty("averageCorrelation").GetDouble().ShouldBe(Rho(Mean(a[i]), Mean(b[i])), 1e-9);
            row.GetProperty("averageRmse").GetDouble().ShouldBe(Math.Sqrt(Square(Mean(a[i]), Mean(b[i]))), 1e-9);
            row.GetProperty("averageRmseError").GetDouble().ShouldBeInRange(0.01, 2);
        }

        var all = result.GetProperty("all");
        Expect(all, "correlation", "correlationSd", Spread(pairs.Select(p => (Rho(a[0][p.r], b[0][p.s]) + Rho(a[1][p.r], b[1][p.s])) / 2)));
        Expect(all, "rmse", "rmseSd", Spread(pairs.Select(p => Math.Sqrt((Square(a[0][p.r], b[0][p.s]) + Square(a[1][p.r], b[1][p.s])) / 2))));
        all.GetProperty("averageCorrelation").GetDouble().ShouldBe((Rho(Mean(a[0]), Mean(b[0])) + Rho(Mean(a[1]), Mean(b[1]))) / 2, 1e-9);
        result.GetProperty("rmse").GetDouble().ShouldBe(all.GetProperty("rmse").GetDouble());

        // Trials 1 and 3 of A against 2 and 4, and against 1 and 2 of B.
        var ceiling = result.GetProperty("ceiling");
        double[][] half = [a[0][0], a[0][2]];
        ceiling.GetProperty("best").GetProperty("populations")[0].GetProperty("averageRmse").GetDouble()
            .ShouldBe(Math.Sqrt(Square(Mean(half), Mean([a[0][1], a[0][3]]))), 1e-9);
        ceiling.GetProperty("reached").GetProperty("populations")[0].GetProperty("averageRmse").GetDouble()
            .ShouldBe(Math.Sqrt(Square(Mean(half), Mean(b[0][..2]))), 1e-9);
        ceiling.GetProperty("best").GetProperty("trials").GetRawText().Where(char.IsDigit).ShouldBe("22");
    }

    private static void Expect(JsonElement row, string value, string spread, (double Mean, double Sd) expected)
    {
        row.GetProperty(value).GetDouble().ShouldBe(expected.Mean, 1e-9);
        row.GetProperty(spread).GetDouble().ShouldBe(expected.Sd, 1e-9);
    }

    [Theory]
    [InlineData("micro")]
    [InlineData("meso")]
    public void Trials_do_not_depend_on_threads_and_the_first_is_the_single_simulation(string level)
    {
        Simulate("one", 4, 3, "--level", level, "--threads", "1").Code.ShouldBe(0);
        Simulate("three", 4, 3, "--level", level, "--threads", "3").Code.ShouldBe(0);
        _folder.Names("one").ShouldBe(
            ["figure.svg", "model.yaml", "stimulus.csv", "trial-001.counts.csv", "trial-002.counts.csv", "trial-003.counts.csv", "trial-004.counts.csv"]);
        foreach (var name in _folder.Names("one"))
        {
            File.ReadAllText(_folder["three/" + name]).ShouldBe(File.ReadAllText(_folder["one/" + name]));
        }

        var trials = _folder.Names("one").Where(name => name.StartsWith("trial", StringComparison.Ordinal)).Select(name => File.ReadAllText(_folder["one/" + name])).ToArray();
        trials.Distinct().Count().ShouldBe(4);
        Run.Typed("simulate", Model, "--stimulus", Sine, "--duration", "1.2", "--level", level, "--seed", "3", "--out", _folder["single"]).Code.ShouldBe(0);
        File.ReadAllText(_folder["single/counts.csv"]).ShouldBe(trials[0]);
    }

    [Fact]
    public void Neighbouring_seeds_share_no_trials()
    {
        Simulate("a", 3, 3, "--level", "micro").Code.ShouldBe(0);
        Simulate("b", 3, 4, "--level", "micro").Code.ShouldBe(0);
        Compare(_folder["a"], _folder["b"]).GetProperty("notes").GetArrayLength().ShouldBe(0);
        Compare(_folder["a"], _folder["a"]).GetProperty("notes")[0].GetString().ShouldStartWith("trial 1 of A and trial 1 of B are the same to the last spike");
    }

    [Fact]
    public void What_is_left_of_another_simulation_does_not_pass_for_a_trial()
    {
        Simulate("a", 3, 3).Code.ShouldBe(0);
        Simulate("a", 3, 4).Code.ShouldBe(0);
        Simulate("a", 2, 4).Refusal().ShouldBe($"{_folder["a/trial-003.counts.csv"]}: is from another simulation and would stand among these trials; remove it or name another --out");
        File.Copy(_folder["a/trial-001.counts.csv"], _folder["a/counts.csv"]);
        Simulate("a", 3, 4).Refusal().ShouldContain("counts.csv: is from another simulation");
        Run.Typed("compare", _folder["a"], _folder["a"]).Refusal().ShouldContain("this folder holds counts.csv and 3 trials");
    }

    [Fact]
    public void Folders_with_a_recording_each_are_trials_too()
    {
        Simulate("a", 2, 3).Code.ShouldBe(0);
        foreach (var trial in new[] { 1, 2 })
        {
            Directory.CreateDirectory(_folder[$"b/{trial}"]);
            File.Copy(_folder[$"a/trial-00{trial}.counts.csv"], _folder[$"b/{trial}/counts.csv"]);
        }

        var result = Compare(_folder["a"], _folder["b"]);
        result.GetProperty("trials").GetRawText().Where(char.IsDigit).ShouldBe("22");
        result.GetProperty("all").GetProperty("averageRmse").GetDouble().ShouldBe(0);
    }

    [Fact]
    public void A_run_is_compared_by_its_data_and_by_trials_of_its_fitted_model()
    {
        var study = _folder.Text("s.yaml", $"""
            model: {Model}
            data: {"{"}simulate: {"{"}level: meso, stimulus: {Sine}, duration: 1.5 s, seed: 5{"}}"}
            infer: [c]
            fit: {"{"}starts: 1, burn_in: 0.5, seed: 3{"}"}
            report: {"{"}trials: 3{"}"}
            """);
        var fit = Run.Typed("fit", study, "--out", _folder["run"]);
        fit.Code.ShouldBe(0, fit.Error);
        var alone = Compare(_folder["run"]);
        (alone.GetProperty("from").GetDouble(), alone.GetProperty("to").GetDouble()).ShouldBe((0.5, 1.5));
        alone.GetProperty("files")[0].GetString().ShouldBe(_folder["run/counts.csv"]);
        alone.GetProperty("files")[1].GetString().ShouldBe($"{_folder["run/fitted.model.yaml"]} under {_folder["run/stimulus.csv"]}");
        alone.GetProperty("trials").GetRawText().Where(char.IsDigit).ShouldBe("13");
        alone.GetProperty("all").GetProperty("correlation").GetDouble().ShouldBeInRange(0.2, 0.95);
        Compare(_folder["run"], _folder["run"]).GetRawText().ShouldBe(alone.GetRawText());

        // Trials under an input of their own: the model is simulated under that one.
        Simulate("test", 4, 8).Code.ShouldBe(0);
        var unseen = Compare(_folder["test"], _folder["run"], "--trials", "5", "--from", "0.3");
        unseen.GetProperty("files")[1].GetString().ShouldEndWith($"under {_folder["test/stimulus.csv"]}");
        unseen.GetProperty("trials").GetRawText().Where(char.IsDigit).ShouldBe("45");
        (unseen.GetProperty("from").GetDouble(), unseen.GetProperty("to").GetDouble()).ShouldBe((0.3, 1.2));
        Run.Typed("compare", _folder["test"], _folder["run"]).Output.ShouldContain("the best that can be reached: A against itself, and B, with 2 trials each");
    }
}
