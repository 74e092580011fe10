using Spikelihood.Models.Stimuli;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Studies;

namespace Spikelihood.Studies.Tests.Files;

public class TestListTests
{
    [Fact]
    public void A_study_may_test_on_several_inputs_by_name()
    {
        var tests = Read("[{name: OU, stimulus: {kind: ou, mean: 0.1, tau: 1, noise: 0.2}}, {name: steady, stimulus: {kind: constant, amplitude: 0.5}, duration: 4 s}]").Tests;
        tests.Select(test => (test.Name, test.Duration)).ShouldBe([("OU", 9), ("steady", 4)]);
        tests[0].Stimulus.Stimulus.ShouldBeOfType<OrnsteinUhlenbeckStimulus>();
        tests[1].Stimulus.Stimulus.ShouldBeOfType<ConstantStimulus>().Amplitude.ShouldBe([0.5, 0.5]);
    }

    [Fact]
    public void An_empty_list_means_no_unseen_input() => Read("[]").Tests.ShouldBeEmpty();

    [Fact]
    public void Every_shipped_test_is_written_down_and_read_back()
    {
        var study = StudyFile.Read(Example.Shipped("two-population.yaml"), Example.NoSignal);
        var again = StudyFile.Parse(StudyFile.ToYaml(study), "again.yaml", Example.NoSignal);
        again.Tests.Select(test => (test.Name, test.Duration)).ShouldBe(study.Tests.Select(test => (test.Name, test.Duration)));
        StudyFile.ToYaml(again).ShouldBe(StudyFile.ToYaml(study));
    }

    [Theory]
    [InlineData("[{name: a, stimulus: {kind: constant, amplitude: 0}}, {name: a, stimulus: {kind: constant, amplitude: 1}}]", "two tests are called 'a'")]
    [InlineData("[{name: a, stimulus: {kind: constant, amplitude: 0}, duration: 0.1001}]", "whole number of time steps")]
    [InlineData("[{name: a, stimulus: {kind: constant, amplitude: 0}, duration: 1 ms}]", "give 0.05 s or more")]
    [InlineData("[{name: a}]", "'stimulus' is missing")]
    [InlineData("[{stimulus: {kind: constant, amplitude: 0}}]", "'name' is missing")]
    [InlineData("[{name: a, stimulus: {kind: constant, amplitude: 0}, seconds: 3}]", "unknown key 'seconds'")]
    public void What_is_wrong_with_a_test_is_said_in_its_line(string tests, string problem)
    {
        var message = Should.Throw<InputException>(() => Read(tests)).Message;
        message.ShouldContain(problem);
        message.ShouldContain("line ");
    }

    private static StudyDescription Read(string tests)
    {
        using var folder = new TemporaryFolder();
        folder.Write("m.yaml", Example.Model);
        return StudyFile.Read(folder.Write("s.yaml", $"model: m.yaml\ndata: {{simulate: {{level: meso, duration: 20}}}}\ntest: {tests}"), Example.NoSignal);
    }
}
