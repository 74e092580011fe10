using Spikelihood.Models.Gif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Models.Tests.Gif;

public class AgainstPlainLoopsTests
{
    private const double InnerStep = 0.0005;

    [Theory]
    [InlineData(ConnectionRule.Random, false)]
    [InlineData(ConnectionRule.FixedInDegree, false)]
    [InlineData(ConnectionRule.AllToAll, false)]
    [InlineData(ConnectionRule.Random, true)]
    [InlineData(ConnectionRule.FixedInDegree, true)]
    [InlineData(ConnectionRule.AllToAll, true)]
    public void Given_its_spikes_every_potential_and_threshold_is_that_of_plain_loops_and_the_chances_are_kept(ConnectionRule rule, bool neuronsDiffer)
    {
        var network = neuronsDiffer ? SmallNetwork.Heterogeneous(rule) : SmallNetwork.Of(rule);
        var simulator = new GifSimulator(network, 3, new GifOptions { InnerStep = InnerStep }, Workers.One);
        var run = simulator.Begin(4);
        var plain = new PlainGif(network, TableOf(network, simulator.Wiring), InnerStep, NeuronsOf(network, simulator.Neurons));
        // Spikes found, spikes expected and their variance, for unlikely and likely steps apart.
        var surprise = new (double Found, double Expected, double Variance)[4];
        for (var step = 0; step < 8000; step++)
        {
            double[] input = [0.3 * Math.Sin(step * 0.01), 0, step % 500 < 20 ? 2 : 0];
            run.Advance(input);
            plain.Integrate(input);
            int[] fired = [.. Enumerable.Range(0, 3).SelectMany(p => run.Fired(p).ToArray().Select(i => First(network, p) + i))];
            for (var i = 0; i < plain.Neurons; i++)
            {
                var p = plain.Probability[i];
                ref var slot = ref surprise[p < 0.003 ? 0 : p < 0.01 ? 1 : p < 0.03 ? 2 : 3];
                slot = (slot.Found + (fired.Contains(i) ? 1 : 0), slot.Expected + p, slot.Variance + p * (1 - p));
            }

            plain.Fire(fired);
            for (var i = 0; i < plain.Neurons; i++)
            {
                var population = plain.PopulationOf(i);
                run.Potential(population, i - First(network, population)).ShouldBe(plain.Potential(i), 1e-9);
                if (!plain.Refractory(i))
                {
                    run.Threshold(population, i - First(network, population)).ShouldBe(plain.Threshold(i), 1e-9);
                }
            }
        }

        surprise.ShouldAllBe(slot => slot.Expected > 50 && Math.Abs(slot.Found - slot.Expected) < 4 * Math.Sqrt(slot.Variance));
    }

    [Theory]
    [InlineData(ConnectionRule.Random)]
    [InlineData(ConnectionRule.FixedInDegree)]
    [InlineData(ConnectionRule.AllToAll)]
    public void Rates_are_those_of_plain_loops_with_a_Bernoulli_chance_in_every_step(ConnectionRule rule)
    {
        const int seeds = 8;
        const double duration = 3;
        var network = SmallNetwork.Of(rule);
        double[] input = [0.2, 0, 0.1];
        var sampled = StimulusSampler.Sample(new ConstantStimulus([.. input]), network.Names, duration, network.TimeStep, 0);
        var fast = new double[seeds][];
        var slow = new double[seeds][];
        for (var seed = 0; seed < seeds; seed++)
        {
            var simulator = new GifSimulator(network, (ulong)seed, new GifOptions { InnerStep = InnerStep }, Workers.One);
            var counts = simulator.Simulate(sampled, (ulong)seed, cancellation: TestContext.Current.CancellationToken).Counts;
            fast[seed] = [.. network.Populations.Select((p, i) => counts.Of(i).ToArray().Sum() / (p.Size * duration))];
            slow[seed] = PlainRates(network, input, duration, new Rng((ulong)seed, StreamPurpose.Test, 0));
        }

        for (var population = 0; population < network.Populations.Length; population++)
        {
            var (mean, error) = MeanAndError(fast, population);
            var (plainMean, plainError) = MeanAndError(slow, population);
            (mean - plainMean).ShouldBe(0, 4 * Math.Sqrt(error * error + plainError * plainError), $"population {population}: {mean} against {plainMean} Hz");
        }
    }

    internal static double[] PlainRates(GifNetwork network, double[] input, double duration, Rng rng)
    {
        var plain = new PlainGif(network, PlainGif.Draw(network, ref rng), InnerStep);
        var counts = new double[network.Populations.Length];
        for (var step = 0; step < duration / InnerStep; step++)
        {
            foreach (var neuron in plain.Advance(input, ref rng))
            {
                counts[plain.PopulationOf(neuron)] += 1 / (network.Populations[plain.PopulationOf(neuron)].Size * duration);
            }
        }

        return counts;
    }

    private static (double Mean, double Error) MeanAndError(double[][] values, int population)
    {
        var mean = values.Average(rates => rates[population]);
        return (mean, Math.Sqrt(values.Sum(rates => Math.Pow(rates[population] - mean, 2)) / (values.Length - 1) / values.Length));
    }

    private static Population[] NeuronsOf(GifNetwork network, NeuronParameters neurons) =>
        [.. network.Populations.SelectMany((population, i) => Enumerable.Range(0, population.Size).Select(neuron => neurons.Neuron(i, neuron)))];

    private static int[,] TableOf(GifNetwork network, Wiring wiring)
    {
        var neurons = network.Populations.Sum(p => p.Size);
        var table = new int[neurons, neurons];
        for (var a = 0; a < network.Populations.Length; a++)
        {
            for (var b = 0; b < network.Populations.Length; b++)
            {
                for (var source = 0; source < network.Populations[b].Size; source++)
                {
                    var targets = wiring.Between(a, b) is { } synapses ? synapses.Of(source).ToArray()
                        : wiring.UniformWeight(a, b) != 0 ? [.. Enumerable.Range(0, network.Populations[a].Size)] : [];
                    foreach (var target in targets)
                    {
                        table[First(network, a) + target, First(network, b) + source]++;
                    }
                }
            }
        }

        return table;
    }

    private static int First(GifNetwork network, int population) => network.Populations.Take(population).Sum(p => p.Size);
}
