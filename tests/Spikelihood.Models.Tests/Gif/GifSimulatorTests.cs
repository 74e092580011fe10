using Spikelihood.Models.Gif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Models.Tests.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Models.Tests.Gif;

public class GifSimulatorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void One_seed_gives_one_simulation_and_a_longer_one_begins_with_the_shorter()
    {
        var network = Table7.TwoPopulations();
        var simulator = new GifSimulator(network, 1);
        var half = simulator.Simulate(Sine(network, 0.5), 7, cancellation: Cancellation).Counts;
        var whole = simulator.Simulate(Sine(network, 1), 7, cancellation: Cancellation).Counts;
        var other = simulator.Simulate(Sine(network, 0.5), 8, cancellation: Cancellation).Counts;
        for (var population = 0; population < 2; population++)
        {
            whole.Of(population)[..500].SequenceEqual(half.Of(population)).ShouldBeTrue();
            other.Of(population).SequenceEqual(half.Of(population)).ShouldBeFalse();
        }
    }

    [Fact]
    public void Binning_the_spike_times_gives_the_counts()
    {
        var network = Table7.TwoPopulations();
        var recording = new GifSimulator(network, 1).Simulate(Sine(network, 1), 7, keepSpikes: true, cancellation: Cancellation);
        for (var population = 0; population < 2; population++)
        {
            var spikes = recording.Spikes[population];
            spikes.Population.ShouldBe(network.Names[population]);
            var binned = new int[1000];
            for (var spike = 0; spike < spikes.Count; spike++)
            {
                binned[(int)(spikes.Times[spike] / 0.001)]++;
                spikes.Neurons[spike].ShouldBeInRange(0, network.Populations[population].Size - 1);
            }

            binned.ShouldBe(recording.Counts.Of(population).ToArray());
            binned.Sum().ShouldBeGreaterThan(100);
            var times = spikes.Times.ToArray();
            times.ShouldBe(times.Order());
        }
    }

    [Fact]
    public void No_neuron_fires_twice_within_its_refractory_period()
    {
        var network = SmallNetwork.Of(ConnectionRule.Random);
        var strong = StimulusSampler.Sample(new ConstantStimulus([500, 0, 0]), network.Names, 2, 0.001, 1);
        var spikes = new GifSimulator(network, 1).Simulate(strong, 7, keepSpikes: true, cancellation: Cancellation).Spikes[0];
        var byNeuron = Enumerable.Range(0, spikes.Count).GroupBy(spike => spikes.Neurons[spike], spike => spikes.Times[spike]).ToArray();
        var shortest = byNeuron.Min(times => times.Zip(times.Skip(1), (before, after) => after - before).Min());
        shortest.ShouldBeInRange(0.003 - 1e-9, 0.006);
    }

    [Theory]
    [InlineData(0.0002)]
    [InlineData(0.0005)]
    [InlineData(0.001)]
    public void The_input_keeps_its_mean_at_every_inner_step(double innerStep)
    {
        // A neuron that never fires and forgets at once shows its input.
        var network = new GifNetwork
        {
            TimeStep = 0.001,
            Populations =
            [
                new Population
                {
                    Name = "E", Size = 1, Resistance = 2, RestingPotential = 0, MembraneTimeConstant = 1e6, RefractoryPeriod = 0, Threshold = 15, ResetPotential = 0,
                    EscapeRate = 0, NoiseLevel = 1, SynapticTimeConstant = 0.001,
                },
            ],
            Connections = new Connections(SquareTable.Uniform(1, 0), SquareTable.Uniform(1, 0), SquareTable.Uniform(1, 0.001)),
        };
        var stimulus = StimulusSampler.Sample(new SineStimulus([1], 3, 4), network.Names, 0.2, 0.001, 1);
        var parts = (int)Math.Round(0.001 / innerStep);
        var inner = PiecewiseConstant.Average(stimulus.Fine.Of(0), 5, parts);
        var run = new GifSimulator(network, 1, new GifOptions { InnerStep = innerStep }).Begin(1);
        foreach (var input in inner)
        {
            run.Advance([input]);
        }

        var integral = stimulus.Fine.Of(0).ToArray().Sum() * 0.0002;
        run.Potential(0, 0).ShouldBe(2 * integral / 1e6, 1e-6 * Math.Abs(integral / 1e6));
    }

    [Fact]
    public void Impossible_networks_are_refused_with_a_word_on_the_mend()
    {
        var network = Table7.TwoPopulations();
        Refusal(network, 0.0003).ShouldContain("does not divide the time step");
        Refusal(network with { Connections = network.Connections with { Delay = SquareTable.Uniform(2, 0.0011) } }).ShouldContain("delay from E to E is 0.0011 s");
        Refusal(network with { Connections = network.Connections with { Delay = SquareTable.Uniform(2, 0) } }).ShouldContain("must be at least 0.0002 s");
        Refusal(network with { Connections = network.Connections with { Probability = SquareTable.Uniform(2, 1.2) } }).ShouldContain("p[E,E] is 1.2");
        Refusal(network with { Connections = network.Connections with { Weight = SquareTable.Uniform(3, 1) } }).ShouldContain("2 rows and columns");
        Refusal(With(p => p with { RefractoryPeriod = 0.00205 })).ShouldContain("t_ref of E is 0.00205 s");
        Refusal(With(p => p with { MembraneTimeConstant = 0 })).ShouldContain("tau_m of E is 0");
        Refusal(With(p => p with { NoiseLevel = double.NaN })).ShouldContain("delta_u of E");
        Refusal(With(p => p with { Size = 0 })).ShouldContain("size of E is 0");
        Refusal(With(p => p with { Adaptation = [new AdaptationComponent(1, 1e-7)] })).ShouldContain("tau_theta of E");

        GifNetwork With(Func<Population, Population> change) => network with { Populations = [change(network.Populations[0]), network.Populations[1]] };

        static string Refusal(GifNetwork network, double? step = null) =>
            Should.Throw<InputException>(() => new GifSimulator(network, 1, new GifOptions { InnerStep = step }, Workers.One)).Message;
    }

    [Fact]
    public void A_simulation_can_be_stopped()
    {
        var network = Table7.TwoPopulations();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Should.Throw<OperationCanceledException>(() => new GifSimulator(network, 1).Simulate(Sine(network, 1), 1, cancellation: stop.Token));
    }

    private static SampledStimulus Sine(GifNetwork network, double duration) =>
        StimulusSampler.Sample(Table7.Sine, network.Names, duration, network.TimeStep, 1);
}
