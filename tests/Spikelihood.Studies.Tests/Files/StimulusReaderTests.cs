using Spikelihood.Models.Stimuli;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Files.Stimuli;

namespace Spikelihood.Studies.Tests.Files;

public class StimulusReaderTests
{
    private static readonly StimulusSetting Two = new(["E", "I"], 0.001, Example.NoSignal);

    private static StimulusDescription Read(string yaml) => StimulusReader.FromArgument(yaml, "--stimulus", Two);

    [Fact]
    public void A_constant_current_stands_for_every_population()
    {
        var constant = Read("{kind: constant, amplitude: 250 uA}").Stimulus.ShouldBeOfType<ConstantStimulus>();
        constant.Amplitude.ShouldBe([0.25, 0.25]);
    }

    [Fact]
    public void A_step_has_levels_and_times()
    {
        var step = Read("{kind: step, baseline: [0.1, 0], amplitude: [0.2, 0.3], start: 500 ms, stop: 2}").Stimulus.ShouldBeOfType<StepStimulus>();
        step.Baseline.ShouldBe([0.1, 0]);
        step.Amplitude.ShouldBe([0.2, 0.3]);
        (step.Start, step.Stop).ShouldBe((0.5, 2));
    }

    [Fact]
    public void A_sine_has_frequency_noise_and_its_own_seed()
    {
        var description = Read("{kind: sine, amplitude: [0.25, 0.1], frequency: 2, noise: 4, seed: 18446744073709551615}");
        var sine = description.Stimulus.ShouldBeOfType<SineStimulus>();
        sine.Amplitude.ShouldBe([0.25, 0.1]);
        (sine.Frequency, sine.Noise, description.Seed).ShouldBe((2, 4, ulong.MaxValue));
        Read("kind: sine\namplitude: 0.1\nfrequency: 2 Hz").ShouldSatisfyAllConditions(
            other => ((SineStimulus)other.Stimulus).Noise.ShouldBe(0), other => other.Seed.ShouldBeNull());
    }

    [Fact]
    public void An_ornstein_uhlenbeck_process_starts_at_its_mean_and_may_be_off_in_a_population()
    {
        var process = Read("{kind: ou, mean: [0.1, 0], tau: [1, 0], noise: [0.125, 0]}").Stimulus.ShouldBeOfType<OrnsteinUhlenbeckStimulus>();
        process.Initial.ShouldBe(process.Mean);
        process.TimeConstant[0].ShouldBe(1);
        process.TimeConstant[1].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Impulses_have_a_half_width_and_times()
    {
        var impulses = Read("kind: impulses, amplitude: [0.6, -0.6], half_width: 150 ms, times: [11.0, 11.7]").Stimulus.ShouldBeOfType<ImpulseStimulus>();
        impulses.Amplitude.ShouldBe([0.6, -0.6]);
        impulses.HalfWidth.ShouldBe(0.15);
        impulses.Times.ShouldBe([11.0, 11.7]);
    }

    [Theory]
    [InlineData("{kind: sin, amplitude: 1}", "unknown stimulus kind 'sin'; did you mean 'sine'? the choices are constant, step, sine, ou, impulses, file")]
    [InlineData("{amplitude: 1}", "the key 'kind' is missing; add kind: ...")]
    [InlineData("{kind: constant}", "the key 'amplitude' is missing; add amplitude: ...")]
    [InlineData("{kind: constant, amplitud: 1}", "amplitud: unknown key 'amplitud'; did you mean 'amplitude'?")]
    [InlineData("{kind: constant, amplitude: 1 mV}", "amplitude: amplitude is a current; \"1 mV\" is a voltage; write for example 0.25 mA")]
    [InlineData("{kind: constant, amplitude: [1]}", "amplitude: amplitude has 1 entry for 2 populations (E, I); give one number, or one for each")]
    [InlineData("{kind: constant, amplitude: [1, 2, 3]}", "amplitude: amplitude has 3 entries for 2 populations (E, I); give one number, or one for each")]
    [InlineData("{kind: constant, amplitude: .nan}", "amplitude: amplitude must be a finite number, not .nan")]
    [InlineData("{kind: constant, amplitude: 1, seed: -1}", "seed: seed must be a whole number, 0 or more, not -1")]
    [InlineData("{kind: step, amplitude: 1, start: 2, stop: 1}", "stop: stop (1 s) must come after start (2 s)")]
    [InlineData("{kind: sine, amplitude: 1, frequency: 0}", "frequency: frequency must be greater than 0, not 0")]
    [InlineData("{kind: sine, amplitude: 1, frequency: 1, noise: -1}", "noise: noise must be 0 or more, not -1")]
    [InlineData("{kind: ou, mean: 1, tau: 0, noise: 1}", "tau: tau must be greater than 0 wherever mean, noise or initial is not 0")]
    [InlineData("{kind: ou, mean: 1, tau: 1, noise: -1}", "noise: noise must be 0 or more, not -1")]
    [InlineData("{kind: impulses, amplitude: 1, half_width: 0, times: [1]}", "half_width: half_width must be greater than 0, not 0")]
    [InlineData("{kind: file, path: none.csv}", "path: the stimulus file 'none.csv' does not exist in ")]
    public void A_mistake_is_named(string yaml, string sentence) =>
        Should.Throw<InputException>(() => Read(yaml)).Message.ShouldStartWith(
            $"--stimulus, line 1{(sentence.StartsWith("unknown stimulus", StringComparison.Ordinal) ? ", kind: " : sentence.StartsWith("the key", StringComparison.Ordinal) ? ": " : ", ")}{sentence}");

    [Fact]
    public void A_recorded_input_is_found_beside_its_file_and_brought_into_the_models_order()
    {
        using var folder = new TemporaryFolder();
        var csv = folder.Write("s.csv", "time_s,I,E\n");
        var yaml = folder.Write("s.yaml", "{kind: file, path: s.csv}");
        var series = new PopulationSeries<double>(["I", "E"], 0.001, [[1, 2], [3, 4]]);
        var setting = Two with { ReadSignal = path => path == csv ? series : throw new InvalidOperationException(path) };
        foreach (var description in new[] { StimulusReader.FromFile(yaml, setting), StimulusReader.FromArgument(csv, "--stimulus", setting) })
        {
            var values = description.Stimulus.ShouldBeOfType<RecordedStimulus>().Values;
            values.Populations.ShouldBe(["E", "I"]);
            values.Of(0).ToArray().ShouldBe([3, 4]);
            values.Of(1).ToArray().ShouldBe([1, 2]);
            description.Path.ShouldBe(csv);
        }
    }

    [Theory]
    [InlineData("E,J", 0.001, "line 1: the columns are E, J, but the model's populations are E, I; use the same names")]
    [InlineData("E", 0.001, "line 1: the columns are E, but the model's populations are E, I; use the same names")]
    [InlineData("E,I", 0.002, "time_s: the input has a time step of 0.002 s and the model of 0.001 s; resample the file or change time_step")]
    public void A_recorded_input_has_to_fit_the_model(string names, double step, string sentence)
    {
        using var folder = new TemporaryFolder();
        var csv = folder.Write("s.csv", "");
        var columns = names.Split(',');
        var setting = Two with { ReadSignal = _ => new PopulationSeries<double>([.. columns], step, [.. columns.Select(_ => new double[3])]) };
        Should.Throw<InputException>(() => StimulusReader.FromFile(csv, setting)).Message.ShouldBe($"{csv}, {sentence}");
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Should.Throw<InputException>(() => Read("none.csv")).Message.ShouldBe("none.csv: there is no such stimulus file; check the name and the folder");
}
