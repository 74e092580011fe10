using Spikelihood.Models.Stimuli;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.Tests.Stimuli;

public class StimulusCheckTests
{
    public static TheoryData<Stimulus, string> Wrong => new()
    {
        { new ConstantStimulus([0.1]), "stimulus: amplitude has 1 values but the model has 2 populations (E, I); give one value for each." },
        { new ConstantStimulus(default), "amplitude has 0 values" },
        { new ConstantStimulus([0.1, double.NaN]), "amplitude of I is NaN" },
        { new StepStimulus([0], [1, 1], 0, 1), "baseline has 1 values" },
        { new StepStimulus([0, 0], [1, 1], 2, 1), "start is 2 s and stop 1 s" },
        { new SineStimulus([1, 1], double.NaN, 4), "frequency is NaN Hz" },
        { new SineStimulus([1, 1], 2, -4), "noise is -4" },
        { new SineStimulus([1, 1, 1], 2, 4), "amplitude has 3 values" },
        { new OrnsteinUhlenbeckStimulus([0, 0.1], [0, 0], [0, 0.1], [0, 0]), "tau of I is 0 s" },
        { new OrnsteinUhlenbeckStimulus([0, 0], [0, 1], [0, 0], [0.1, 0]), "tau of E is 0 s" },
        { new OrnsteinUhlenbeckStimulus([0, 0], [1, 1], [0, -1], [0, 0]), "noise of I is -1" },
        { new OrnsteinUhlenbeckStimulus([0, 0], [1], [0, 1], [0, 0]), "tau has 1 values" },
        { new ImpulseStimulus([1, 1], 0, [1]), "half_width is 0 s" },
        { new ImpulseStimulus([1, 1], 0.1, default), "times is missing" },
        { new ImpulseStimulus([1, 1], 0.1, [double.PositiveInfinity]), "times holds something" },
        { Recorded(["E", "X"], 0.001, 2000), "the input has populations E, X but the model has E, I" },
        { Recorded(["E", "I"], 0.0005, 4000), "time step of 0.0005 s but the model one of 0.001 s" },
        { Recorded(["E", "I"], 0.001, 999), "the input lasts 0.999 s but 1 s are needed" },
        { Recorded(["E", "I"], 0.001, 1000, double.NaN), "the input of I is not a finite number at 0.005 s" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_stimulus_that_does_not_fit_is_refused_with_a_word_on_the_mend(Stimulus stimulus, string message) =>
        Should.Throw<InputException>(() => StimulusSampler.Sample(stimulus, ["E", "I"], 1, 0.001, 0)).Message.ShouldContain(message);

    [Theory]
    [InlineData(0, 0.001)]
    [InlineData(-1, 0.001)]
    [InlineData(0.0015, 0.001)]
    [InlineData(double.NaN, 0.001)]
    [InlineData(double.PositiveInfinity, 0.001)]
    [InlineData(1, 0)]
    public void A_duration_must_be_a_whole_number_of_steps(double duration, double timeStep) =>
        Should.Throw<InputException>(() => StimulusSampler.Sample(new ConstantStimulus([1]), ["E"], duration, timeStep, 0));

    [Theory]
    [InlineData(0.3, 0.001, 300)]
    [InlineData(3600, 0.001, 3_600_000)]
    [InlineData(0.7, 0.1, 7)]
    public void Rounding_errors_of_decimal_durations_are_forgiven(double duration, double timeStep, int steps) => StepCount.Of(duration, timeStep).ShouldBe(steps);

    private static RecordedStimulus Recorded(string[] names, double timeStep, int steps, double inSecond = 0)
    {
        double[] second = new double[steps];
        second[5] = inSecond;
        return new RecordedStimulus(new PopulationSeries<double>([.. names], timeStep, [new double[steps], second]));
    }
}
