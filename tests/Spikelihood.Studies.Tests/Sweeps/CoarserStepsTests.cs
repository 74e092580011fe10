using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Sweeps;

namespace Spikelihood.Studies.Tests.Sweeps;

public class CoarserStepsTests
{
    [Fact]
    public void Counts_are_summed_and_the_input_is_averaged()
    {
        var data = SmallStudy.Of().Load() with
        {
            Counts = new PopulationSeries<int>(["E", "I"], 0.001, [[1, 2, 3, 4, 5, 6, 7], [0, 0, 1, 0, 0, 2, 9]]),
            Stimulus = new PopulationSeries<double>(["E", "I"], 0.001, [[1, 2, 3, 0, 0, 3, 9], [0, 0, 0, 1, 1, 1, 9]]),
            From = 3,
        };
        var coarse = CoarserSteps.Of(data, 3);
        (coarse.Counts.Steps, coarse.Counts.TimeStep, coarse.Stimulus.TimeStep, coarse.From).ShouldBe((2, 0.003, 0.003, 1));
        coarse.Counts.Of(0).ToArray().ShouldBe([6, 15]);
        coarse.Counts.Of(1).ToArray().ShouldBe([1, 2]);
        coarse.Stimulus.Of(0).ToArray().ShouldBe([2, 1]);
        coarse.Stimulus.Of(1).ToArray().ShouldBe([0, 1]);
        CoarserSteps.Of(data, 1).ShouldBe(data);
        Should.Throw<ArgumentException>(() => CoarserSteps.Of(data, 2)).Message.ShouldStartWith("A burn-in of 3 steps is no whole number of steps 2 times as long.");
    }

    [Theory]
    [InlineData(2, 2, 1)] // 2 ms are one step of 2 ms, and a delay of 1 ms is half of one.
    [InlineData(3, 3, 1)]
    [InlineData(4, 4, 1)]
    [InlineData(5, 5, 1)]
    public void Refractory_period_and_delay_become_the_nearest_whole_steps_and_at_least_one(int factor, double refractory, int delaySteps)
    {
        var network = SmallStudy.Of().Model.Network;
        var coarse = CoarserSteps.Of(network, factor);
        coarse.TimeStep.ShouldBe(0.001 * factor, 1e-12);
        coarse.Populations[0].RefractoryPeriod.ShouldBe(0.001 * refractory, 1e-12);
        coarse.Connections.Delay[0, 1].ShouldBe(delaySteps * coarse.TimeStep, 1e-12);
        coarse.Connections.Weight.ShouldBe(network.Connections.Weight);
        coarse.AgeBins!.Value.ToArray().ShouldBe([(149 + factor) / factor, (59 + factor) / factor]);
    }

    [Fact]
    public void A_half_is_rounded_up_and_no_refractory_period_stays_none()
    {
        var network = SmallStudy.Of().Model.Network;
        network = network with { Populations = [network.Populations[0] with { RefractoryPeriod = 0.005 }, network.Populations[1] with { RefractoryPeriod = 0 }] };
        CoarserSteps.Of(network, 2).Populations.Select(population => population.RefractoryPeriod).ShouldBe([0.006, 0], 1e-12);
        CoarserSteps.Of(network, 4).Populations[0].RefractoryPeriod.ShouldBe(0.004, 1e-12);
    }
}
