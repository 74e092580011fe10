using Spikelihood.Models.MesoGif;
using Spikelihood.Models.MesoGif.Sequential;
using Spikelihood.Models.MesoGif.Stationary;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Tests.Networks;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.Tests.MesoGif.Stationary;

public class StationaryStatesTests
{
    public static TheoryData<string> Cases => MesoGifLikelihoodTests.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Without_noise_a_stationary_state_stays_where_it_is(string name)
    {
        var network = MesoGifCase.All[name]().Network;
        var input = network.Names.Select((_, i) => 0.1 * i).ToArray();
        var found = new StationaryStates(network, input).Find();
        found.ShouldNotBeEmpty();
        foreach (var state in found)
        {
            // A few steps, because rounding errors grow where a state repels.
            var (end, expected) = new MeanFieldRun(network).Follow(state.State, Constant(network, input, 50));
            for (var i = 0; i < network.Populations.Length; i++)
            {
                var spikes = state.Activity[i] * network.Populations[i].Size * network.TimeStep;
                expected.Of(i).ToArray().ShouldAllBe(count => Math.Abs(count - spikes) <= 1e-9 * Math.Max(spikes, 1e-3));
                ShouldBeNear(end.Populations[i], state.State.Populations[i]);
            }
        }
    }

    [Fact]
    public void Long_simulations_fire_at_the_stationary_rates()
    {
        // Large populations, because fluctuations shift the mean of small ones.
        var network = Enlarged(Table7.TwoPopulations(), 20);
        var found = new StationaryStates(network, [0, 0]).Find();
        found.Length.ShouldBe(1);
        var trial = new MesoGifSimulator(network).Simulate(Constant(network, [0, 0], 40_000), seed: 4);
        for (var i = 0; i < 2; i++)
        {
            var counts = trial.Counts.Of(i)[10_000..].ToArray();
            var rate = counts.Average() / (network.Populations[i].Size * network.TimeStep);
            rate.ShouldBe(found[0].Activity[i], 0.02 * rate);
        }
    }

    [Fact]
    public void A_population_that_excites_itself_strongly_has_two_lasting_states_and_a_watershed_between()
    {
        var network = SelfExciting(weight: 1.6);
        var found = new StationaryStates(network, [0]).Find();
        found.Select(state => state.Repels).ShouldBe([false, true, false]);
        foreach (var (state, side) in new[] { (found[1], 0.97), (found[1], 1.03) })
        {
            // A nudge off the watershed ends at the lasting state of its side.
            var nudged = state.State with { Populations = [.. state.State.Populations.Select(population => population with { Filtered = [side * state.Activity[0]], Potential = population.Potential * side })] };
            var (_, expected) = new MeanFieldRun(network).Follow(nudged, Constant(network, [0], 4000));
            var rate = expected.Of(0)[^1] / (network.Populations[0].Size * network.TimeStep);
            var goal = side < 1 ? found[0] : found[2];
            rate.ShouldBe(goal.Activity[0], 1e-3 * goal.Activity[0]);
        }
    }

    [Fact]
    public void Two_populations_that_inhibit_each_other_have_two_winners()
    {
        var network = Rivals();
        var found = new StationaryStates(network, [0, 0]).Find();
        found.Length.ShouldBe(3);
        var winners = found.Where(state => !state.Repels).ToArray();
        winners.Length.ShouldBe(2);
        winners[0].Activity[0].ShouldBe(winners[1].Activity[1], 1e-6 * winners[0].Activity[0]);
        (winners[0].Activity.Max() / winners[0].Activity.Min()).ShouldBeGreaterThan(3);
        var balanced = found.Single(state => state.Repels);
        balanced.Activity[0].ShouldBe(balanced.Activity[1], 1e-6 * balanced.Activity[0]);
    }

    [Fact]
    public void The_state_near_an_activity_is_found_without_looking_elsewhere()
    {
        var states = new StationaryStates(SelfExciting(weight: 1.6), [0]);
        var all = states.Find();
        foreach (var state in all)
        {
            states.Near([1.02 * state.Activity[0]])!.Activity[0].ShouldBe(state.Activity[0], 1e-6 * state.Activity[0]);
        }
    }

    private static GifNetwork Enlarged(GifNetwork network, int factor) => network with
    {
        Populations = [.. network.Populations.Select(population => population with { Size = factor * population.Size })],
        Connections = network.Connections with { Weight = SquareTable.Build(network.Populations.Length, (a, b) => network.Connections.Weight[a, b] / factor) },
    };

    private static GifNetwork SelfExciting(double weight) => Of([Plain("E", 11)], SquareTable.Uniform(1, weight));

    private static GifNetwork Rivals() => Of([Plain("A", 16), Plain("B", 16)], SquareTable.Build(2, (a, b) => a == b ? 0 : -3));

    private static Population Plain(string name, double rest) => new()
    {
        Name = name,
        Size = 200,
        RestingPotential = rest,
        MembraneTimeConstant = 0.01,
        RefractoryPeriod = 0.004,
        Threshold = 15,
        ResetPotential = 0,
        EscapeRate = 10,
        NoiseLevel = 1.5,
        SynapticTimeConstant = 0.003,
    };

    private static GifNetwork Of(Population[] populations, SquareTable weight) => new()
    {
        TimeStep = 0.001,
        Populations = [.. populations],
        Connections = new(SquareTable.Uniform(populations.Length, 0.1), weight, SquareTable.Uniform(populations.Length, 0.001)),
    };

    private static PopulationSeries<double> Constant(GifNetwork network, double[] input, int steps) =>
        new(network.Names, network.TimeStep, [.. input.Select(value => Enumerable.Repeat(value, steps).ToArray())]);

    private static void ShouldBeNear(PopulationSnapshot actual, PopulationSnapshot expected)
    {
        foreach (var (a, b) in new[]
        {
            (actual.Reset, expected.Reset), (actual.Survivors, expected.Survivors), (actual.Variance, expected.Variance), (actual.Rate, expected.Rate),
            (actual.Filtered, expected.Filtered), (actual.Adaptation, expected.Adaptation), (actual.Spikes, expected.Spikes),
            ([actual.Potential, actual.Free, actual.FreeVariance, actual.FreeRate], [expected.Potential, expected.Free, expected.FreeVariance, expected.FreeRate]),
        })
        {
            a.Zip(b).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= 1e-9 * Math.Max(1, Math.Abs(pair.Second)));
        }
    }
}
