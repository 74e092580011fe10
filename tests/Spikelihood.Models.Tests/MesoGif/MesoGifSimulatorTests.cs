using Spikelihood.Models.MesoGif;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.MesoGif;

public class MesoGifSimulatorTests
{
    public static TheoryData<string> Cases => MesoGifLikelihoodTests.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_the_simulator_expected_is_what_the_likelihood_expects_of_its_counts(string name)
    {
        var test = MesoGifCase.All[name]();
        var trial = new MesoGifSimulator(test.Network).Simulate(test.Stimulus, seed: 5);
        var likelihood = new MesoGifLikelihood(test.Network, trial.Counts, test.Stimulus, 0, Workers.One);
        var expected = likelihood.Expected(likelihood.Layout.Read(test.Network));
        for (var i = 0; i < expected.Length; i++)
        {
            for (var k = 0; k < test.Stimulus.Steps; k++)
            {
                trial.Expected.Of(i)[k].ShouldBe(expected[i][k], 1e-11 * test.Network.Populations[i].Size, $"step {k}, population {i}");
            }
        }
    }

    [Fact]
    public void A_seed_fixes_the_counts_and_trials_differ()
    {
        var test = MesoGifCase.All["two adaptation components"]();
        var simulator = new MesoGifSimulator(test.Network);
        var first = simulator.Simulate(test.Stimulus, 1).Counts.Of(0).ToArray();
        simulator.Simulate(test.Stimulus, 1).Counts.Of(0).ToArray().ShouldBe(first);
        simulator.Simulate(test.Stimulus, 1, trial: 1).Counts.Of(0).ToArray().ShouldNotBe(first);
        simulator.Simulate(test.Stimulus, 2).Counts.Of(0).ToArray().ShouldNotBe(first);
    }
}
