using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Tests.Files;

namespace Spikelihood.Studies.Tests.Data;

public sealed class SpikeDataTests : IDisposable
{
    private const string OnePopulation = """
        model: mesogif
        time_step: 10 ms
        populations: [{name: P, size: 2, u_rest: 15, tau_m: 20 ms, t_ref: 10 ms, u_th: 15, u_r: 0, c: 1, delta_u: 0.5, tau_s: 50 ms}]
        connections: {p: 0.1, w: 1, delay: 10 ms}
        """;

    private const string Unlabelled = "unit,time_s\na,0.005\nb,0.012\na,0.013\nb,0.051\na,0.06\n";
    private const string Labelled = "unit,population,time_s\n1,E,0.0005\n2,E,0.0015\n1,I,0.0016\n3,X,0.003\n1,E,0.004\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("population: P")]
    public void Units_without_population_belong_to_the_only_one(string more)
    {
        var data = Load(Unlabelled, more, OnePopulation);
        data.Counts.Populations.ShouldBe(["P"]);
        data.Counts.Of(0).ToArray().ShouldBe([1, 2, 0, 0, 0, 1]);
        data.Stimulus.Steps.ShouldBe(6);
    }

    [Fact]
    public void One_population_takes_in_units_of_any_name() =>
        Load(Unlabelled.Replace("unit,", "unit,population,", StringComparison.Ordinal).Replace("a,", "a,X,", StringComparison.Ordinal).Replace("b,", "b,Y,", StringComparison.Ordinal), "population: P", OnePopulation)
            .Counts.Of(0).ToArray().ShouldBe([1, 2, 0, 0, 0, 1]);

    [Fact]
    public void Start_and_stop_cut_the_recording()
    {
        Load(Unlabelled, "start: 10 ms\nstop: 30 ms", OnePopulation).Counts.Of(0).ToArray().ShouldBe([2, 0]);
        Load(Unlabelled, "stop: 90 ms", OnePopulation).Counts.Of(0).ToArray().ShouldBe([1, 2, 0, 0, 0, 1, 1, 0, 0]);
        Load(Unlabelled, "stop: 90 ms", OnePopulation).Notes.ShouldHaveSingleItem().ShouldContain("silence is assumed from there to data.stop (0.09 s)");
        Load(Unlabelled, "stop: 30 ms", OnePopulation).Notes.ShouldBeEmpty();
        Refusal(Unlabelled, "start: 5 s", OnePopulation).ShouldContain("nothing lies between start 5 s and stop 0.06 s; the recording is 0.06 s long");
    }

    [Fact]
    public void The_populations_of_the_file_are_those_of_the_model()
    {
        var data = Load(Labelled, "");
        data.Counts.Of(0).ToArray().ShouldBe([1, 1, 0, 0]);
        data.Counts.Of(1).ToArray().ShouldBe([0, 1, 0, 0]);
    }

    [Fact]
    public void A_map_says_which_units_belong_to_which_population()
    {
        var data = Load("unit,time_s\nu1,0.0005\nu2,0.0015\nu3,0.0016\nu4,0.0026\nu1,0.004\n", "populations: {I: [u3], E: [u1, u2]}");
        data.Counts.Of(0).ToArray().ShouldBe([1, 1, 0, 0]);
        data.Counts.Of(1).ToArray().ShouldBe([0, 1, 0, 0]);
    }

    [Fact]
    public void Units_that_the_file_does_not_know_are_told()
    {
        var data = Load("unit,time_s\nu1,0.0005\nu3,0.0016\nu1,0.004\n", "populations: {E: [u1, typo], I: [u3]}");
        data.Notes.ShouldHaveSingleItem().ShouldContain("has no spike of typo");
    }

    [Fact]
    public void Units_that_the_model_has_no_place_for_are_refused()
    {
        var path = Path.Combine(_folder.Path, "s.csv");
        var three = Unlabelled + "c,0.02\n";
        foreach (var more in new[] { "", "population: P" })
        {
            Refusal(three, more, OnePopulation).ShouldBe($"{path}: 3 units belong to P, but the model gives it 2 neurons; set its size to 3 or more.");
        }

        Refusal(Unlabelled, "").ShouldBe($"{path}: no spike belongs to the model's population E: no unit has a population; say with data.populations which units are which.");
        Refusal(Labelled.Replace(",I,", ",J,", StringComparison.Ordinal), "")
            .ShouldBe($"{path}: no spike belongs to the model's population I: the units are of E, J, X; say with data.populations which units are which.");
    }

    private string Refusal(string spikes, string more, string model = SmallStudy.Model) => Should.Throw<InputException>(() => Load(spikes, more, model)).Message;

    private StudyData Load(string spikes, string more, string model = SmallStudy.Model)
    {
        _folder.Write("s.csv", spikes);
        var path = _folder.Write("study.yaml", SmallStudy.Yaml($"spikes: s.csv\n{more}".TrimEnd(), "[tau_m]", "burn_in: 0", model: model));
        return StudyFile.Read(path, SignalFile.Read).Load();
    }
}
