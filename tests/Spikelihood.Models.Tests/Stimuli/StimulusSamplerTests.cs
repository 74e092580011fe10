using System.Collections.Immutable;
using Spikelihood.Models.Stimuli;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.Tests.Stimuli;

public class StimulusSamplerTests
{
    private static readonly ImmutableArray<string> Names = ["E", "I"];

    public static TheoryData<string> Kinds => [.. All.Keys];

    private static Dictionary<string, Stimulus> All { get; } = new()
    {
        ["constant"] = new ConstantStimulus([0.1, 0]),
        ["step"] = new StepStimulus([0.1, 0], [0.5, -0.2], 0.1, 0.15),
        ["sine"] = new SineStimulus([0.25, 0.1], 2, 4),
        ["ou"] = new OrnsteinUhlenbeckStimulus([0.1, 0], [0.3, 0], [0.125, 0], [0.5, 0]),
        ["impulses"] = new ImpulseStimulus([0.6, -0.6], 0.03, [0.05, 0.07, 0.19]),
        ["recorded"] = new RecordedStimulus(new PopulationSeries<double>(["I", "E"], 0.001,
            [[.. Enumerable.Range(0, 300).Select(k => k * 0.1)], [.. Enumerable.Range(0, 300).Select(k => Math.Sin(k))]])),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_coarse_input_is_the_mean_of_the_fine_one(string kind)
    {
        var (fine, coarse) = StimulusSampler.Sample(All[kind], Names, 0.2, 0.001, 3);
        fine.Steps.ShouldBe(1000);
        fine.TimeStep.ShouldBe(0.0002, 1e-15);
        coarse.Steps.ShouldBe(200);
        coarse.TimeStep.ShouldBe(0.001);
        coarse.Populations.ShouldBe(Names);
        for (var population = 0; population < 2; population++)
        {
            for (var step = 0; step < 200; step++)
            {
                coarse.Of(population)[step].ShouldBe(fine.Of(population).Slice(5 * step, 5).ToArray().Average(), 1e-14);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_longer_input_begins_with_the_shorter(string kind)
    {
        var shorter = StimulusSampler.Sample(All[kind], Names, 0.1, 0.001, 3).Fine;
        var longer = StimulusSampler.Sample(All[kind], Names, 0.25, 0.001, 3).Fine;
        for (var population = 0; population < 2; population++)
        {
            longer.Of(population)[..500].SequenceEqual(shorter.Of(population)).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("sine")]
    [InlineData("ou")]
    public void Noise_is_frozen_by_the_seed(string kind)
    {
        var one = StimulusSampler.Sample(All[kind], Names, 0.1, 0.001, 3).Coarse;
        StimulusSampler.Sample(All[kind], Names, 0.1, 0.001, 3).Coarse.Of(0).SequenceEqual(one.Of(0)).ShouldBeTrue();
        StimulusSampler.Sample(All[kind], Names, 0.1, 0.001, 4).Coarse.Of(0).SequenceEqual(one.Of(0)).ShouldBeFalse();
    }

    [Fact]
    public void A_population_has_its_own_noise_which_others_do_not_change()
    {
        var both = StimulusSampler.Sample(new SineStimulus([1, 1], 2, 4), Names, 0.1, 0.001, 3).Fine;
        var second = StimulusSampler.Sample(new SineStimulus([0, 1], 2, 4), Names, 0.1, 0.001, 3).Fine;
        both.Of(0).SequenceEqual(both.Of(1)).ShouldBeFalse();
        both.Of(1).SequenceEqual(second.Of(1)).ShouldBeTrue();
        second.Of(0).ToArray().ShouldAllBe(value => value == 0);
    }

    [Theory]
    [InlineData(0.001, 5)]
    [InlineData(0.0005, 3)]
    [InlineData(0.0002, 1)]
    [InlineData(0.0001, 1)]
    [InlineData(0.0003, 2)]
    [InlineData(0.002, 10)]
    public void The_fine_step_is_the_longest_up_to_a_fifth_of_a_millisecond(double timeStep, int parts) => FineStep.PartsOf(timeStep).ShouldBe(parts);

    [Fact]
    public void Averaging_keeps_the_integral_between_steps_that_do_not_divide_each_other()
    {
        double[] five = [1, 2, 3, 4, 5, -1, 0, 7, 0, 0];
        PiecewiseConstant.Average(five, 5, 2).ShouldBe([(1 + 2 + 1.5) / 2.5, (1.5 + 4 + 5) / 2.5, (-1 + 3.5) / 2.5, 3.5 / 2.5], 1e-14);
        PiecewiseConstant.Average([0.1, 0.3], 1, 3).ShouldBe([0.1, 0.1, 0.1, 0.3, 0.3, 0.3]);
        PiecewiseConstant.Average([.. Enumerable.Repeat(0.1, 21)], 7, 3).ShouldAllBe(value => value == 0.1);
    }
}
