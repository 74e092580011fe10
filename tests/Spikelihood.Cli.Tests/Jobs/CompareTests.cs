using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Spikelihood.Cli.Tests.Jobs;

public sealed class CompareTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Counts of populations A and B in steps of 1 ms.</summary>
    private string Recording(string name, int steps, Func<int, int> a, Func<int, int> b, string header = "time_s,A,B", int start = 0)
    {
        var text = new StringBuilder(header + "\n");
        for (var k = 0; k < steps; k++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{0.001 * (start + k):F3},{a(k)},{b(k)}\n");
        }

        return _folder.Text(name, text.ToString());
    }

    private static JsonElement Compare(params string[] arguments) => Run.Typed(["compare", .. arguments, "--json"]).Json();

    [Fact]
    public void A_recording_agrees_with_itself()
    {
        var path = Recording("a.csv", 3000, k => k % 7, k => k * k % 37);
        var all = Compare(path, path, "--sizes", "10,20");
        all.GetProperty("correlation").GetDouble().ShouldBe(1, 1e-12);
        all.GetProperty("rmse").GetDouble().ShouldBe(0);
        all.GetProperty("perNeuron").GetBoolean().ShouldBeTrue();
        all.GetProperty("first").GetRawText().ShouldBe(all.GetProperty("second").GetRawText());
    }

    [Fact]
    public void Measures_are_those_of_the_definitions()
    {
        // In bins of 2 ms: A has 1, 3, 5 and 2, 2, 8 spikes, B is constant in the first recording.
        int[] x = [1, 0, 1, 2, 4, 1], y = [1, 1, 2, 0, 4, 4];
        var first = Recording("a.csv", 6, k => x[k], _ => 1);
        var second = Recording("b.csv", 6, k => y[k], k => k);
        var result = Compare(first, second, "--bin", "2 ms", "--sizes", "10,10");
        var (a, b) = (result.GetProperty("populations")[0], result.GetProperty("populations")[1]);

        // Deviations from the means 3 and 4: (-2, 0, 2) and (-2, -2, 4).
        a.GetProperty("correlation").GetDouble().ShouldBe(12 / Math.Sqrt(8 * 24), 1e-12);
        // Differences of 1, -1 and 3 spikes in 2 ms of 10 neurons.
        a.GetProperty("rmse").GetDouble().ShouldBe(Math.Sqrt(11 / 3.0) / (10 * 0.002), 1e-9);
        b.GetProperty("correlation").ValueKind.ShouldBe(JsonValueKind.Null);
        result.GetProperty("first")[0].GetProperty("meanRate").GetDouble().ShouldBe(9 / (10 * 0.006), 1e-9);
    }

    [Fact]
    public void Populations_may_stand_in_another_order()
    {
        var first = Recording("a.csv", 500, k => k % 7, k => k % 3);
        var second = Recording("b.csv", 500, k => k % 3, k => k % 7, "time_s,B,A");
        var result = Compare(first, second, "--sizes", "10,40");
        result.GetProperty("rmse").GetDouble().ShouldBe(0, 1e-12);
        result.GetProperty("second")[1].GetProperty("size").GetInt32().ShouldBe(40);
    }

    [Fact]
    public void Only_the_time_that_both_cover_is_compared()
    {
        var first = Recording("a.csv", 500, k => k % 7, k => k % 3);
        var second = Recording("b.csv", 300, k => (k + 100) % 7, k => (k + 100) % 3, start: 100);
        var result = Compare(first, second);
        result.GetProperty("rmse").GetDouble().ShouldBe(0);
        (result.GetProperty("from").GetDouble(), result.GetProperty("to").GetDouble()).ShouldBe((0.1, 0.4));
        Compare(first, second, "--from", "0.2").GetProperty("from").GetDouble().ShouldBe(0.2);
    }

    [Fact]
    public void Spikes_are_compared_with_counts_and_finer_steps_with_coarser()
    {
        var counts = Recording("a.csv", 500, k => k % 5 == 0 ? 1 : 0, k => k % 8 == 0 ? 1 : 0);
        var spikes = new StringBuilder("unit,population,time_s\n");
        var fine = new StringBuilder("time_s,A,B\n");
        for (var k = 0; k < 500; k++)
        {
            var (a, b) = (k % 5 == 0, k % 8 == 0);
            spikes.Append(a ? string.Create(CultureInfo.InvariantCulture, $"0,A,{0.001 * k + 0.0005:F4}\n") : "");
            spikes.Append(b ? string.Create(CultureInfo.InvariantCulture, $"1,B,{0.001 * k + 0.0005:F4}\n") : "");
            fine.Append(CultureInfo.InvariantCulture, $"{0.001 * k:F4},{(a ? 1 : 0)},0\n{0.001 * k + 0.0005:F4},0,{(b ? 1 : 0)}\n");
        }

        Compare(counts, _folder.Text("spikes.csv", spikes.ToString())).GetProperty("rmse").GetDouble().ShouldBe(0, 1e-9);
        Compare(counts, _folder.Text("fine.csv", fine.ToString())).GetProperty("rmse").GetDouble().ShouldBe(0, 1e-9);
    }

    [Fact]
    public void Folders_stand_for_the_recording_in_them()
    {
        var model = Path.Combine(AppContext.BaseDirectory, "examples", "two-population.model.yaml");
        Run.Typed("simulate", model, "--duration", "1.2", "--seed", "1", "--out", _folder["x"]).Code.ShouldBe(0);
        Run.Typed("simulate", model, "--level", "micro", "--duration", "1.2", "--seed", "1", "--out", _folder["y"]).Code.ShouldBe(0);
        var run = Run.Typed("compare", _folder["x"], _folder["y"], "--model", model);
        run.Code.ShouldBe(0, run.Error);
        run.Output.ShouldStartWith($"A = {_folder["x/counts.csv"]}, B = {_folder["y/counts.csv"]}, from 0 to 1.2 s");
        run.Output.ShouldContain("activity is per neuron");
        run.Output.ShouldContain("256 to 500 Hz");
        run.Error.ShouldStartWith("note: one trial each: nothing says how much trials differ");
        Compare(_folder["x"], _folder["y"]).GetProperty("perNeuron").GetBoolean().ShouldBeFalse();
        File.Copy(model, _folder["x/model.yaml"]);
        Compare(_folder["x"], _folder["y"]).GetProperty("perNeuron").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        var first = Recording("a.csv", 30, k => k % 7, k => k % 3);
        Run.Typed("compare", first, Recording("b.csv", 30, k => k, k => k, "time_s,A,C")).Refusal()
            .ShouldEndWith("cannot be compared: the first has populations A, B, the second A, C; both need the same ones.");
        Run.Typed("compare", first, Recording("c.csv", 30, k => k, k => k, start: 50)).Refusal().ShouldContain("less than two bins of 0.01 s");
        Run.Typed("compare", first, first, "--bin", "0.0015").Refusal().ShouldContain("its time step of 0.001 s does not divide a bin of 0.0015 s; choose another --bin.");
        Run.Typed("compare", first, first, "--from", "9").Refusal().ShouldContain("less than two bins");
        Run.Typed("compare", first, _folder.Root).Refusal().ShouldEndWith("this folder holds neither counts.csv nor spikes.csv nor trials; name a recording");
        Run.Typed("compare", first, Recording("stimulus.csv", 30, k => k, k => k)).Refusal().ShouldContain("this holds input currents");
        Run.Typed("compare", first, "none").Refusal().ShouldStartWith("none: there is no such file");
        Run.Typed("compare", first).Refusal().ShouldStartWith("B is missing: name a second recording");
        Run.Typed("compare").Refusal().ShouldBe("A is missing; see 'spikelihood compare --help'");
        Run.Typed("compare", first, first, "--trials", "3").Refusal().ShouldContain("is not the folder of a fit");
    }
}
