using Spikelihood.Models.MesoGif;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Studies.Tests.Data;

public class SimulatedDataTests
{
    private const string Stimulus = "stimulus: {kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4}";

    [Theory]
    [InlineData("meso")]
    [InlineData("micro")]
    public void The_seed_of_the_data_fixes_them_whatever_the_seed_of_the_job(string level)
    {
        var study = Study($"level: {level}, {Stimulus}, seed: 5");
        var (first, second) = (study.Load(1), study.Load(2));
        Same(first.Counts, second.Counts).ShouldBeTrue();
        Same(first.Stimulus, second.Stimulus).ShouldBeTrue();
        first.Counts.Of(0).ToArray().Sum().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("meso")]
    [InlineData("micro")]
    public void Data_without_a_seed_follow_that_of_the_job(string level)
    {
        var study = Study($"level: {level}, {Stimulus}");
        Same(study.Load(3).Counts, study.Load(3).Counts).ShouldBeTrue();
        Same(study.Load(3).Counts, study.Load(4).Counts).ShouldBeFalse();
        Same(study.Load(3).Stimulus, study.Load(4).Stimulus).ShouldBeFalse();
        Same(study.Load(3).Counts, Study($"level: {level}, {Stimulus}, seed: 3").Load(8).Counts).ShouldBeTrue();
    }

    [Fact]
    public void An_input_with_a_seed_of_its_own_is_frozen()
    {
        var study = Study($"level: meso, {Stimulus.Replace("4}", "4, seed: 9}", StringComparison.Ordinal)}");
        Same(study.Load(3).Stimulus, study.Load(4).Stimulus).ShouldBeTrue();
        Same(study.Load(3).Counts, study.Load(4).Counts).ShouldBeFalse();
    }

    [Theory]
    [InlineData("meso")]
    [InlineData("micro")]
    public void The_source_gives_the_data_as_trial_0_and_other_data_as_others(string level)
    {
        var data = Study($"level: {level}, {Stimulus}, seed: 5").Load();
        var source = data.Source.ShouldNotBeNull();
        source.Microscopic.ShouldBe(level == "micro");
        Same(source.Simulate(source.Input, 0), data.Counts).ShouldBeTrue();
        Same(source.Simulate(source.Input, 1), data.Counts).ShouldBeFalse();
        Same(source.Input.Coarse, data.Stimulus).ShouldBeTrue();
    }

    [Fact]
    public void Without_a_stimulus_there_is_no_input()
    {
        var data = Study("level: meso, seed: 1").Load();
        data.Stimulus.Steps.ShouldBe(400);
        data.Stimulus.Of(0).ToArray().Concat(data.Stimulus.Of(1).ToArray()).ShouldAllBe(current => current == 0);
    }

    [Fact]
    public void Scoring_begins_after_the_burn_in_and_the_window_has_room()
    {
        var data = Study("level: meso", SmallStudy.Model.Replace("age_bins: [150, 60]\n", "", StringComparison.Ordinal)).Load();
        data.From.ShouldBe(100);
        data.Counts.Steps.ShouldBe(400);
        var smallest = data.Network.Populations.Select(population => AgeWindow.Smallest(population, 0.001)).ToArray();
        data.Network.AgeBins!.Value.Zip(smallest).ShouldAllBe(pair => pair.First > 1.4 * pair.Second);
        Study("level: meso").Load().Network.AgeBins!.Value.ShouldBe([150, 60]);
    }

    private static Studies.Files.Studies.StudyDescription Study(string simulate, string model = SmallStudy.Model) =>
        SmallStudy.Of($"simulate: {{{simulate}, duration: 0.4}}", fit: "burn_in: 0.1", model: model.ReplaceLineEndings("\n"));

    private static bool Same<T>(PopulationSeries<T> first, PopulationSeries<T> second)
        where T : unmanaged, IEquatable<T> =>
        first.Populations.SequenceEqual(second.Populations) && Enumerable.Range(0, first.Populations.Length).All(i => first.Of(i).SequenceEqual(second.Of(i)));
}
