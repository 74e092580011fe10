namespace Spikelihood.Cli.Tests.Jobs;

public sealed class LikelihoodRefusalTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly ReferenceCase _reference;

    public LikelihoodRefusalTests() => _reference = new("ref_2pop_K100", _folder);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0.003,439,0", "counts.csv, time_s 0.003, column E: 439 spikes in one step, but the model's E has 438 neurons; correct the count or the model's size")]
    [InlineData("0.003,1.5,0", "counts.csv, line 5: \"1.5\" is not a whole number; column E needs the number of spikes in the step, not a rate.")]
    [InlineData("0.003,-1,0", "counts.csv, line 5: \"-1\" is negative; column E needs a whole number of spikes, 0 or more.")]
    [InlineData("0.003,NA,0", "counts.csv, line 5: \"NA\" is not a number; column E needs a whole number of spikes.")]
    [InlineData("0.003,1", "counts.csv, line 5: has 2 fields, but the header has 3.")]
    [InlineData("0.003,99999999999,1", "counts.csv, line 5: \"99999999999\" is more spikes than a step can hold; check column E.")]
    public void Impossible_counts_are_refused_with_their_place(string row, string sentence) =>
        Changed(_reference.Counts, lines => lines[4] = row).ShouldEndWith(sentence);

    [Fact]
    public void A_missing_row_is_named() =>
        Changed(_reference.Counts, lines => lines[7] = "").ShouldContain("counts.csv, line 9: time_s goes from 0.005 to 0.007");

    [Theory]
    [InlineData("time_s,I,E", "line 1: the columns are in the order I, E, but the model's populations in the order E, I; use the model's order")]
    [InlineData("time_s,E,J", "line 1: the columns are E, J, but the model's populations are E, I; use the same names")]
    [InlineData("unit,population,time_s", "line 1: this is a spikes file (it has a column unit); a file with one row per time step is needed here.")]
    [InlineData("t,E,I", "line 1: the first column is \"t\", not time_s; it needs time_s,<population>,....")]
    public void Counts_of_other_populations_are_refused(string header, string sentence) =>
        Changed(_reference.Counts, lines => lines[0] = header).ShouldEndWith(sentence);

    [Theory]
    [InlineData("time_s,I,E", "do not belong together: the first has populations E, I, the second I, E; both need the same ones in the same order.")]
    [InlineData("time_s,E,J", "line 1: the columns are E, J, but the model's populations are E, I; use the same names")]
    public void An_input_of_other_populations_is_refused(string header, string sentence) =>
        Changed(_reference.Stimulus, lines => lines[0] = header).ShouldEndWith(sentence);

    [Fact]
    public void An_input_of_another_length_is_refused()
    {
        var sentence = Changed(_reference.Stimulus, lines => lines.RemoveAt(lines.Count - 1));
        sentence.ShouldBe($"{_reference.Counts} and {_reference.Stimulus} do not belong together: the first has 400 rows, the second 399; cut both to the same stretch of time.");
    }

    [Fact]
    public void An_input_that_is_no_number_is_refused() =>
        Changed(_reference.Stimulus, lines => lines[2] = "0.001,0,inf").ShouldContain("stimulus.csv, line 3: \"inf\" is not a");

    [Fact]
    public void Another_time_step_is_refused()
    {
        File.WriteAllText(_reference.Model, File.ReadAllText(_reference.Model).Replace("time_step: 1 ms", "time_step: 0.5 ms", StringComparison.Ordinal));
        Run.Typed(_reference.Arguments()).Refusal().ShouldBe(
            $"{_reference.Counts}, time_s: the counts have a time step of 0.001 s and the model has 0.0005 s; count the spikes in the model's steps or change time_step");
    }

    [Theory]
    [InlineData("400")]
    [InlineData("100000")]
    public void Nothing_to_score_is_refused(string from) => Run.Typed(_reference.Arguments("--from", from)).Refusal()
        .ShouldBe($"--from {from}: {_reference.Counts} has 400 steps, numbered 0 to 399, so none would be scored; give a smaller step");

    [Theory]
    [InlineData("tau_x", "--infer: unknown parameter 'tau_x'; did you mean 'tau_m'?")]
    [InlineData("w[E,X]", "--infer: 'w[E,X]' names the unknown population 'X'; ")]
    [InlineData("J_theta[I]", "--infer: population I does not adapt, so there is no 'J_theta[I]'; ")]
    [InlineData("t_ref", "--infer: t_ref is a whole number of time steps and is not inferred; ")]
    [InlineData("J_theta[E,7]", "--infer: ")]
    public void Unknown_parameters_are_refused(string infer, string sentence) =>
        Run.Typed(_reference.Arguments("--gradient", "--infer", infer)).Refusal().ShouldStartWith(sentence);

    [Fact]
    public void Missing_files_are_named()
    {
        Run.Typed(["likelihood", "none.yaml", "--counts", _reference.Counts, "--stimulus", _reference.Stimulus]).Refusal()
            .ShouldBe("none.yaml: there is no such file; check the name and the folder");
        Run.Typed(["likelihood", _reference.Model, "--counts", "none.csv", "--stimulus", _reference.Stimulus]).Refusal()
            .ShouldStartWith("none.csv: there is no such file");
        Run.Typed(["likelihood", _reference.Model, "--counts", _reference.Counts, "--stimulus", "none.csv"]).Refusal()
            .ShouldStartWith("none.csv: there is no such stimulus file");
        Run.Typed(["likelihood", _folder.Root, "--counts", _reference.Counts, "--stimulus", _reference.Stimulus]).Refusal().ShouldContain("this is a folder");
    }

    [Fact]
    public void Files_in_each_others_place_are_refused()
    {
        Run.Typed(["likelihood", _reference.Counts, "--counts", _reference.Counts, "--stimulus", _reference.Stimulus]).Refusal();
        Run.Typed(["likelihood", _reference.Model, "--counts", _reference.Stimulus, "--stimulus", _reference.Counts]).Refusal().ShouldContain("is not a whole number");
        Run.Typed(["likelihood", _reference.Model, "--counts", _reference.Model, "--stimulus", _reference.Stimulus]).Refusal();
    }

    [Fact]
    public void An_unknown_key_in_the_model_is_named()
    {
        File.WriteAllText(_reference.Model, File.ReadAllText(_reference.Model).Replace("tau_m:", "taum:", StringComparison.Ordinal));
        Run.Typed(_reference.Arguments()).Refusal().ShouldContain("line 5, populations[0].taum: unknown key 'taum'; did you mean 'tau_m'?");
    }

    private string Changed(string path, Action<List<string>> change)
    {
        var lines = File.ReadAllLines(path).ToList();
        change(lines);
        File.WriteAllLines(path, lines);
        return Run.Typed(_reference.Arguments()).Refusal();
    }
}
