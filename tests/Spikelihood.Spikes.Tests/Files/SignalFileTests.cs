using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Tests.Files;

public sealed class SignalFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Currents_survive_a_round_trip_bit_for_bit()
    {
        var rng = new Rng(2, StreamPurpose.Test, 0);
        var values = new double[2000];
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = rng.NextNormal() * Math.Pow(10, k % 40 - 20);
        }

        var signal = new PopulationSeries<double>(["E"], 0.0002, [values]);
        SignalFile.Write(_folder["stimulus.csv"], signal);
        var read = SignalFile.Read(_folder["stimulus.csv"]);
        read.Of(0).ToArray().ShouldBe(values);
        read.TimeStep.ShouldBe(0.0002);
    }

    [Fact]
    public void Currents_must_be_finite_numbers() =>
        Should.Throw<InputException>(() => SignalFile.Read(_folder.Text("s.csv", "time_s,E\n0,1\n0.1,-inf\n"))).Message
            .ShouldContain("line 3: \"-inf\" is not a");

    [Fact]
    public void Series_that_do_not_belong_together_are_told_apart()
    {
        var counts = new PopulationSeries<int>(["E", "I"], 0.001, [new int[5], new int[5]]);
        PopulationSeries<double> Signal(string[] names, double step, int steps, double start = 0) =>
            new([.. names], step, [.. names.Select(_ => new double[steps])]) { Start = start };
        string Message(PopulationSeries<double> signal) =>
            Should.Throw<InputException>(() => SeriesAgreement.Require("counts.csv", counts, "stimulus.csv", signal)).Message;

        SeriesAgreement.Require("counts.csv", counts, "stimulus.csv", Signal(["E", "I"], 0.001, 5));
        Message(Signal(["I", "E"], 0.001, 5)).ShouldContain("the first has populations E, I, the second I, E");
        Message(Signal(["E", "I"], 0.002, 5)).ShouldContain("the first has time step 0.001 s, the second 0.002 s");
        Message(Signal(["E", "I"], 0.001, 6)).ShouldContain("the first has 5 rows, the second 6");
        Message(Signal(["E", "I"], 0.001, 5, 1)).ShouldContain("first row at 0 s, the second at 1 s");
        Message(Signal(["E", "I"], 0.001, 6)).ShouldStartWith("counts.csv and stimulus.csv");
    }
}
