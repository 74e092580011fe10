using Spikelihood.Models.Gif;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Models.Tests.Networks;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.Gif;

public class HeterogeneousNetworkTests
{
    [Theory]
    [InlineData(ConnectionRule.Random)]
    [InlineData(ConnectionRule.FixedInDegree)]
    [InlineData(ConnectionRule.AllToAll)]
    public void Neurons_drawn_from_distributions_without_width_are_those_of_the_homogeneous_network_to_the_last_bit(ConnectionRule rule)
    {
        var alike = new GifSimulator(SmallNetwork.Of(rule), 3).Begin(4);
        var drawn = new GifSimulator(SmallNetwork.OfNoWidth(rule), 3).Begin(4);
        var spikes = 0;
        for (var step = 0; step < 10_000; step++)
        {
            double[] input = [0.5 * Math.Sin(step * 0.01), 0, 0.2];
            alike.Advance(input);
            drawn.Advance(input);
            for (var population = 0; population < 3; population++)
            {
                drawn.Fired(population).SequenceEqual(alike.Fired(population)).ShouldBeTrue();
                drawn.Potential(population, 5).ShouldBe(alike.Potential(population, 5));
                drawn.Threshold(population, 5).ShouldBe(alike.Threshold(population, 5));
                spikes += alike.Fired(population).Length;
            }
        }

        spikes.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void A_network_is_the_same_whatever_the_number_of_threads()
    {
        var network = Table8();
        var stimulus = StimulusSampler.Sample(Table7.Sine, network.Names, 0.3, network.TimeStep, 1);
        var one = new GifSimulator(network, 5, workers: Workers.One).Simulate(stimulus, 6, cancellation: TestContext.Current.CancellationToken).Counts;
        var all = new GifSimulator(network, 5, workers: new Workers(3)).Simulate(stimulus, 6, cancellation: TestContext.Current.CancellationToken).Counts;
        var other = new GifSimulator(network, 7, workers: Workers.One).Simulate(stimulus, 6, cancellation: TestContext.Current.CancellationToken).Counts;
        one.Of(0).SequenceEqual(all.Of(0)).ShouldBeTrue();
        one.Of(1).SequenceEqual(all.Of(1)).ShouldBeTrue();
        other.Of(0).SequenceEqual(one.Of(0)).ShouldBeFalse();
    }

    [Fact]
    public void Time_constants_far_below_a_step_leave_every_number_finite()
    {
        var network = Table8();
        network = network with
        {
            Populations =
            [
                network.Populations[0] with
                {
                    Heterogeneity = [new("tau_m", 0, new Log10Normal(-6, 3)), new("tau_theta", 0, new Log10Normal(-6, 3)), new("J_theta", 0, new Uniform(0.5, 1.5))],
                },
                network.Populations[1],
            ],
        };
        var run = new GifSimulator(network, 1).Begin(2);
        var spikes = new int[438];
        for (var step = 0; step < 5000; step++)
        {
            run.Advance([0.2, 0.1]);
            foreach (var neuron in run.Fired(0))
            {
                spikes[neuron]++;
            }

            for (var neuron = 0; neuron < 438; neuron++)
            {
                double.IsFinite(run.Potential(0, neuron)).ShouldBeTrue();
                double.IsFinite(run.Threshold(0, neuron)).ShouldBeTrue();
            }
        }

        // Neurons whose adaptation is over at once fire on, many more than once; a kernel that never ended would keep them quiet after one spike.
        var neurons = new GifSimulator(network, 1).Neurons;
        var fast = Enumerable.Range(0, 438).Where(neuron => neurons.Of(0, 1)[neuron] < 1e-6).ToArray();
        fast.Length.ShouldBeGreaterThan(100);
        fast.Average(neuron => spikes[neuron]).ShouldBeGreaterThan(3);
    }

    [Fact]
    public void The_population_model_asks_for_averages()
    {
        var network = Table8();
        Should.Throw<ArgumentException>(() => new MesoGifSimulator(network)).Message.ShouldContain("AtAverages");
        _ = new MesoGifSimulator(NeuronParameters.Draw(network, 1).AtAverages());
    }

    private static GifNetwork Table8()
    {
        var network = Table7.TwoPopulations();
        return network with
        {
            Populations =
            [
                network.Populations[0] with { Heterogeneity = [new("tau_m", 0, new Log10Normal(-1.6, 0.5)), new("tau_theta", 0, new Log10Normal(-0.7, 0.5))] },
                network.Populations[1] with { Heterogeneity = [new("tau_m", 0, new Log10Normal(-1.8, 0.5))] },
            ],
        };
    }
}
