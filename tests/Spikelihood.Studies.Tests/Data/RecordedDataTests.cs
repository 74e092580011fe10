using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Tests.Files;

namespace Spikelihood.Studies.Tests.Data;

public sealed class RecordedDataTests : IDisposable
{
    private const string Counts = "time_s,E,I\n0,1,2\n0.001,3,4\n0.002,5,6\n0.003,7,8\n";
    private const string Input = "time_s,E,I\n0,0.1,0.2\n0.001,0.3,0.4\n0.002,0.5,0.6\n0.003,0.7,0.8\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_are_brought_into_the_order_of_the_model()
    {
        var data = Load(
            "time_s,I,E\n0,2,1\n0.001,4,3\n0.002,6,5\n0.003,8,7\n", "time_s,I,E\n0,0.2,0.1\n0.001,0.4,0.3\n0.002,0.6,0.5\n0.003,0.8,0.7\n");
        data.Counts.Populations.ShouldBe(["E", "I"]);
        data.Counts.Of(0).ToArray().ShouldBe([1, 3, 5, 7]);
        data.Counts.Of(1).ToArray().ShouldBe([2, 4, 6, 8]);
        data.Stimulus.Of(0).ToArray().ShouldBe([0.1, 0.3, 0.5, 0.7]);
        data.Stimulus.Of(1).ToArray().ShouldBe([0.2, 0.4, 0.6, 0.8]);
        data.Source.ShouldBeNull();
        data.From.ShouldBe(2);
    }

    [Fact]
    public void Recordings_may_begin_late_together()
    {
        var data = Load(Later(Counts), Later(Input));
        data.Counts.Of(0).ToArray().ShouldBe([1, 3, 5, 7]);
        data.Stimulus.Of(1).ToArray().ShouldBe([0.2, 0.4, 0.6, 0.8]);
        // The run's own two files must agree with each other.
        data.Counts.Start.ShouldBe(data.Stimulus.Start);
    }

    [Fact]
    public void An_input_that_begins_at_another_time_is_refused()
    {
        Refusal(Later(Counts), Input).ShouldContain("do not belong together: the first has its first row at 5 s, the second at 0 s");
        Refusal(Counts, Later(Input)).ShouldContain("do not belong together: the first has its first row at 0 s, the second at 5 s");
    }

    [Fact]
    public void Data_that_do_not_fit_the_model_or_each_other_are_refused_in_one_sentence()
    {
        var counts = Path.Combine(_folder.Path, "c.csv");
        Refusal("time_s,E,J\n0,1,2\n0.001,3,4\n0.002,5,6\n0.003,7,8\n", Input)
            .ShouldBe($"{counts}, line 1: the columns are E, J, but the model's populations are E, I; use the same names");
        Refusal("time_s,E\n0,1\n0.001,3\n0.002,5\n", Input).ShouldBe($"{counts}, line 1: the columns are E, but the model's populations are E, I; use the same names");
        Refusal(Counts.Replace("0.00", "0.0", StringComparison.Ordinal), Input)
            .ShouldBe($"{counts}, time_s: the counts have a time step of 0.01 s and the model has 0.001 s; count the spikes in the model's steps or change time_step");
        Refusal(Counts.Replace("5,6", "201,6", StringComparison.Ordinal), Input)
            .ShouldBe($"{counts}, time_s 0.002, column E: 201 spikes in one step, but the model's E has 200 neurons; correct the count or the model's size");
        Refusal(Later(Counts).Replace("5,6", "5,51", StringComparison.Ordinal), Later(Input)).ShouldStartWith($"{counts}, time_s 5.002, column I: 51 spikes in one step");
        Refusal(Counts, Input[..^"0.003,0.7,0.8\n".Length]).ShouldContain("the first has 4 rows, the second 3; cut both to the same stretch of time");
        Refusal(Counts, Input, burnIn: "4 ms").ShouldBe($"{counts}: the burn-in of 0.004 s leaves nothing of 0.004 s of data to fit; shorten fit.burn_in in the study or give more data.");
    }

    [Fact]
    public void An_input_without_file_is_sampled_for_as_long_as_the_counts_last()
    {
        var data = Load(Counts, null, "stimulus: {kind: constant, amplitude: [0.5, 0.25]}");
        data.Stimulus.Of(0).ToArray().ShouldBe([0.5, 0.5, 0.5, 0.5], 1e-15);
        data.Stimulus.Of(1).ToArray().ShouldBe([0.25, 0.25, 0.25, 0.25], 1e-15);
    }

    private static string Later(string csv) => csv.Replace("\n0,", "\n5,", StringComparison.Ordinal).Replace("\n0.", "\n5.", StringComparison.Ordinal);

    private string Refusal(string counts, string input, string burnIn = "2 ms") => Should.Throw<InputException>(() => Load(counts, input, burnIn: burnIn)).Message;

    private StudyData Load(string counts, string? input, string stimulus = "stimulus: i.csv", string burnIn = "2 ms")
    {
        _folder.Write("c.csv", counts);
        if (input is not null)
        {
            _folder.Write("i.csv", input);
        }

        var path = _folder.Write("study.yaml", SmallStudy.Yaml($"counts: c.csv\n{stimulus}", fit: $"burn_in: {burnIn}"));
        return StudyFile.Read(path, SignalFile.Read).Load();
    }
}
