using Spikelihood.Models.Gif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Tests.Networks;

namespace Spikelihood.Models.Tests.Gif;

/// <summary>Short forms of <see cref="MicroSimulatorStudy"/>.</summary>
public class AgainstOtherSimulatorsTests
{
    [Theory]
    [InlineData("EI2", 3, 6)]
    [InlineData("EI2_adapt", 6, 6)]
    [InlineData("uncoupled_adapt", 6, 10)]
    public void Rates_and_standard_deviations_are_those_of_NEST(string name, double warmUp, double duration)
    {
        const int seeds = 2;
        var network = ReferenceNetwork.Network(name, 0.001);
        var options = new GifOptions { InnerStep = 0.0001, MinimumInterval = MinimumInterval.RefractoryPeriodAndStep, Start = InitialState.JustFired };
        var ours = Seeds.Statistics(network, options, Seeds.NoInput(network), warmUp, duration, seeds);
        // NEST ran four to six seeds of 30 to 40 s; the error of fewer and shorter runs follows from theirs.
        var shorter = Math.Sqrt(4 * 30 / (seeds * duration));
        foreach (var (key, (mean, error)) in ReferenceNetwork.Result(name, "NESTmicro_dt0.1ms").Where(pair => !pair.Key.StartsWith("PSD", StringComparison.Ordinal)))
        {
            ours[key].Mean.ShouldBe(mean, 4 * error * Math.Sqrt(1 + shorter * shorter), key);
        }
    }

    [Fact]
    public void Table_7_under_its_sine_fires_at_the_rates_found_with_plain_loops()
    {
        // docs/results/micro-simulators.md
        var ours = Seeds.Statistics(Table7.TwoPopulations(), new GifOptions(), Table7.Sine, 5, 8, 4);
        ours["rate 0"].Mean.ShouldBe(5.95, 0.3);
        ours["rate 1"].Mean.ShouldBe(8.95, 0.25);
    }

    [Fact]
    public void Table_7_connected_all_to_all_fires_at_the_rates_of_the_mesoscopic_model()
    {
        var ours = Seeds.Statistics(Table7.TwoPopulations(ConnectionRule.AllToAll), new GifOptions(), Table7.Sine, 5, 10, 2);
        ours["rate 0"].Mean.ShouldBe(5.65, 0.15);
        ours["rate 1"].Mean.ShouldBe(8.40, 0.1);
    }
}
