using System.Globalization;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Cli.Tests.Jobs;

public sealed class HeterogeneousTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private static string Model => Path.Combine(AppContext.BaseDirectory, "examples", "heterogeneous.model.yaml");

    public void Dispose() => _folder.Dispose();

    private Run Simulate(string folder, params string[] more) =>
        Run.Typed(["simulate", Model, "--stimulus", "{kind: constant, amplitude: 0.2}", "--duration", "0.3", "--out", _folder[folder], "--seed", "3", .. more]);

    [Fact]
    public void The_drawn_values_are_written_down_and_can_be_read()
    {
        Simulate("one", "--threads", "1").Code.ShouldBe(0);
        Simulate("two", "--threads", "3").Code.ShouldBe(0);
        File.ReadAllText(_folder["two/neurons.csv"]).ShouldBe(File.ReadAllText(_folder["one/neurons.csv"]));
        File.ReadAllText(_folder["two/spikes.csv"]).ShouldBe(File.ReadAllText(_folder["one/spikes.csv"]));
        var table = NeuronsFile.Read(_folder["one/neurons.csv"]);
        table.Parameters.ShouldBe(["tau_m", "tau_theta"]);
        table.Rows.Length.ShouldBe(547);
        table.Rows.Where(row => row.Population == "I").ShouldAllBe(row => row.Values[0] > 0 && row.Values[1] == null);
        table.Rows.Where(row => row.Population == "E").Select(row => row.Values[1]).Distinct().Count().ShouldBe(438);
        var json = Run.Typed("inspect", _folder["one/neurons.csv"], "--json").Json();
        json.GetProperty("neurons").GetInt32().ShouldBe(547);
        json.GetProperty("parameters")[0].GetProperty("mean").GetDouble().ShouldBe(table.Rows.Take(438).Average(row => row.Values[0]!.Value), 1e-12);
    }

    [Fact]
    public void The_model_is_inspected_with_its_distributions_and_averages()
    {
        var text = Run.Typed("inspect", Model, "--seed", "3");
        text.Output.ShouldContain("log10 ~ N(-1.6, 0.5²)");
        text.Error.ShouldContain("neurons differ in tau_m[E], tau_theta[E], tau_m[I]; the averages of the neurons of seed 3 stand for them");
        var parameters = Run.Typed("inspect", Model, "--seed", "3", "--json").Json().GetProperty("parameters").EnumerateArray()
            .ToDictionary(parameter => parameter.GetProperty("parameter").GetString()!);
        parameters["tau_theta[E]"].GetProperty("distribution").GetString().ShouldBe("log10 ~ N(-0.7, 0.5²)");
        Simulate("run").Code.ShouldBe(0);
        var average = NeuronsFile.Read(_folder["run/neurons.csv"]).Rows.Take(438).Average(row => row.Values[0]!.Value);
        parameters["tau_m[E]"].GetProperty("value").GetDouble().ShouldBe(average, 1e-12);
    }

    [Fact]
    public void Populations_and_their_likelihood_use_the_averages()
    {
        Simulate("run").Code.ShouldBe(0);
        var rows = NeuronsFile.Read(_folder["run/neurons.csv"]).Rows;
        string Average(string population, int column) =>
            rows.Where(row => row.Population == population).Average(row => row.Values[column]!.Value).ToString("R", CultureInfo.InvariantCulture);
        var homogeneous = _folder.Text("average.yaml", File.ReadAllText(Model)
            .Replace("{log10_normal: [-1.6, 0.5]}", Average("E", 0), StringComparison.Ordinal)
            .Replace("{log10_normal: [-1.8, 0.5]}", Average("I", 0), StringComparison.Ordinal)
            .Replace("{log10_normal: [-0.7, 0.5]}", Average("E", 1), StringComparison.Ordinal));
        double Likelihood(string model) => Run.Typed(
            "likelihood", model, "--counts", _folder["run/counts.csv"], "--stimulus", _folder["run/stimulus.csv"], "--seed", "3", "--json").Json().GetProperty("logLikelihood").GetDouble();
        Likelihood(Model).ShouldBe(Likelihood(homogeneous), 1e-6);
        Simulate("meso", "--level", "meso").Code.ShouldBe(0);
        _folder.Names("meso").ShouldBe(["counts.csv", "figure.svg", "stimulus.csv"]);
    }
}
