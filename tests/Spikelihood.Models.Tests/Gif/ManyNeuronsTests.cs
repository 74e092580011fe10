using Spikelihood.Models.Gif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.Gif;

/// <summary>Populations so large that their neurons are kept in several ranges.</summary>
public class ManyNeuronsTests
{
    private const int Large = 20_003, Small = 40;
    private const double Step = 0.0002, MinimumDelay = 0.001;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ConnectionRule.Random)]
    [InlineData(ConnectionRule.FixedInDegree)]
    [InlineData(ConnectionRule.AllToAll)]
    public void A_simulation_is_the_same_on_any_number_of_threads_and_advanced_step_by_step(ConnectionRule rule)
    {
        var network = Network(rule);
        var stimulus = StimulusSampler.Sample(new ConstantStimulus([0, 0]), network.Names, 0.06, network.TimeStep, 1);
        var simulator = new GifSimulator(network, 1);
        var one = simulator.Simulate(stimulus, 2, keepSpikes: true, Workers.One, cancellation: Cancellation);
        one.Spikes[0].Count.ShouldBeGreaterThan(2000);
        foreach (var threads in new[] { 2, 3 })
        {
            var other = simulator.Simulate(stimulus, 2, keepSpikes: true, new Workers(threads), cancellation: Cancellation);
            for (var population = 0; population < 2; population++)
            {
                other.Counts.Of(population).SequenceEqual(one.Counts.Of(population)).ShouldBeTrue();
                other.Spikes[population].Neurons.SequenceEqual(one.Spikes[population].Neurons).ShouldBeTrue();
                other.Spikes[population].Times.SequenceEqual(one.Spikes[population].Times).ShouldBeTrue();
            }
        }

        var run = simulator.Begin(2);
        var seen = new int[2];
        for (var step = 0; step < 300; step++)
        {
            run.Advance([0, 0]);
            for (var population = 0; population < 2; population++)
            {
                var fired = run.Fired(population);
                fired.SequenceEqual(one.Spikes[population].Neurons.Slice(seen[population], fired.Length)).ShouldBeTrue();
                seen[population] += fired.Length;
            }
        }

        seen.ShouldBe([one.Spikes[0].Count, one.Spikes[1].Count]);
    }

    [Theory]
    [InlineData(ConnectionRule.Random)]
    [InlineData(ConnectionRule.FixedInDegree)]
    public void Every_neuron_receives_the_spikes_of_its_own_sources(ConnectionRule rule)
    {
        // The large population never fires; its potentials show who received what.
        var network = Network(rule);
        network = network with { Populations = [network.Populations[0] with { EscapeRate = 0, RestingPotential = 0 }, network.Populations[1]] };
        var simulator = new GifSimulator(network, 1, new GifOptions { InnerStep = Step });
        var synapses = simulator.Wiring.Between(0, 1).ShouldNotBeNull();
        var run = simulator.Begin(3);
        double membrane = Math.Exp(-Step / 0.01), current = Math.Exp(-Step / 0.003), w = network.Connections.Weight[0, 1];
        var fromState = 0.01 * 0.003 * (current - membrane) / (0.003 - 0.01);
        var fromArrival = 0.01 * (1 - membrane) - fromState;
        var expected = new double[Large];
        var filtered = new double[Large];
        var arriving = new Queue<int[]>(Enumerable.Repeat(Array.Empty<int>(), (int)Math.Round(MinimumDelay / Step)));
        for (var step = 0; step < 60; step++)
        {
            var arrived = new double[Large];
            foreach (var target in arriving.Dequeue().SelectMany(synapses.Of))
            {
                arrived[target] += w / Step;
            }

            run.Advance([0, 0]);
            arriving.Enqueue(run.Fired(1).ToArray());
            for (var neuron = 0; neuron < Large; neuron++)
            {
                expected[neuron] = membrane * expected[neuron] + fromState * filtered[neuron] + fromArrival * arrived[neuron];
                filtered[neuron] = current * filtered[neuron] + (1 - current) * arrived[neuron];
            }
        }

        expected.Count(u => u > 0.01).ShouldBeGreaterThan(Large / 2);
        Enumerable.Range(0, Large).Max(neuron => Math.Abs(run.Potential(0, neuron) - expected[neuron])).ShouldBeLessThan(1e-10);
    }

    [Fact]
    public void Fixed_in_degrees_hold_for_every_neuron()
    {
        var synapses = Wiring.Draw(Network(ConnectionRule.FixedInDegree), 1, Workers.AllCores).Between(0, 1).ShouldNotBeNull();
        var inDegrees = new int[Large];
        for (var source = 0; source < Small; source++)
        {
            var targets = synapses.Of(source);
            targets.ShouldBe(targets.Order());
            foreach (var target in targets)
            {
                inDegrees[target]++;
            }
        }

        inDegrees.ShouldAllBe(degree => degree == 4);
        synapses.Count.ShouldBe(4 * Large);
    }

    [Fact]
    public void Random_connections_reach_all_of_a_large_population_alike()
    {
        var synapses = Wiring.Draw(Network(ConnectionRule.Random), 1, Workers.AllCores).Between(0, 1).ShouldNotBeNull();
        const int parts = 20;
        var hits = new double[parts];
        for (var source = 0; source < Small; source++)
        {
            var targets = synapses.Of(source);
            targets.ShouldBe(targets.Distinct().Order());
            foreach (var target in targets)
            {
                hits[target * parts / Large]++;
            }
        }

        var expected = 0.1 * Small * Large / parts;
        hits.ShouldAllBe(count => Math.Abs(count - expected) < 4.5 * Math.Sqrt(0.9 * expected));
    }

    [Fact]
    public void Neurons_that_differ_keep_their_own_values_in_every_range()
    {
        var network = Network(ConnectionRule.Random);
        var quiet = network.Populations[0] with
        {
            Resistance = 20,
            EscapeRate = 1e-9,
            Heterogeneity = [new("tau_m", 0, new Log10Normal(-2, 0.3))],
        };
        network = network with { Populations = [quiet, network.Populations[1] with { EscapeRate = 1e-9 }] };
        var simulator = new GifSimulator(network, 1);
        var run = simulator.Begin(2);
        for (var step = 0; step < 50; step++)
        {
            run.Advance([0.5, 0]);
        }

        var constants = simulator.Neurons.Of(0, 0);
        foreach (var neuron in new[] { 0, 1, 8191, 8192, 8193, 13_500, Large - 1 })
        {
            run.Potential(0, neuron).ShouldBe(14 + 20 * 0.5 * (1 - Math.Exp(-50 * Step / constants[neuron])), 1e-9);
        }
    }

    private static GifNetwork Network(ConnectionRule rule) => new()
    {
        TimeStep = 0.001,
        Populations = [Neuron("L", Large, 14), Neuron("S", Small, 22)],
        Connections = new Connections(
            new SquareTable(new[,] { { 0.001, 0.1 }, { 0.01, 0 } }),
            new SquareTable(new[,] { { 0.5, 1.5 }, { -0.3, 1 } }),
            new SquareTable(new[,] { { 0.002, MinimumDelay }, { 0.003, MinimumDelay } }),
            rule),
    };

    private static Population Neuron(string name, int size, double rest) => new()
    {
        Name = name,
        Size = size,
        RestingPotential = rest,
        MembraneTimeConstant = 0.01,
        RefractoryPeriod = 0.002,
        Threshold = 15,
        ResetPotential = 0,
        EscapeRate = 10,
        NoiseLevel = 5,
        SynapticTimeConstant = 0.003,
    };
}
