using Spikelihood.Models.Gif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Tests.Networks;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Models.Tests.Gif;

public class WiringTests
{
    [Fact]
    public void Random_connections_are_as_dense_as_their_probability_and_as_scattered_as_a_binomial()
    {
        var network = Table7.TwoPopulations();
        var wiring = Wiring.Draw(network, 1, Workers.One);
        for (var target = 0; target < 2; target++)
        {
            for (var source = 0; source < 2; source++)
            {
                double p = network.Connections.Probability[target, source];
                int targets = network.Populations[target].Size, sources = network.Populations[source].Size;
                var synapses = wiring.Between(target, source).ShouldNotBeNull();
                ((double)synapses.Count).ShouldBe(p * targets * sources, 4 * Math.Sqrt(p * (1 - p) * targets * sources));
                var inDegrees = new double[targets];
                for (var neuron = 0; neuron < sources; neuron++)
                {
                    var list = synapses.Of(neuron).ToArray();
                    list.ShouldBe(list.Distinct().Order());
                    foreach (var one in list)
                    {
                        inDegrees[one]++;
                    }
                }

                var mean = inDegrees.Average();
                var variance = inDegrees.Sum(d => (d - mean) * (d - mean)) / (targets - 1);
                variance.ShouldBe(p * (1 - p) * sources, 4 * p * (1 - p) * sources * Math.Sqrt(2.0 / (targets - 1)));
            }
        }
    }

    [Fact]
    public void Fixed_in_degree_gives_every_target_the_same_number_of_sources_some_of_them_twice()
    {
        var network = Table7.TwoPopulations(ConnectionRule.FixedInDegree);
        var wiring = Wiring.Draw(network, 1, Workers.One);
        for (var target = 0; target < 2; target++)
        {
            for (var source = 0; source < 2; source++)
            {
                var synapses = wiring.Between(target, source).ShouldNotBeNull();
                int[][] lists = [.. Enumerable.Range(0, network.Populations[source].Size).Select(neuron => synapses.Of(neuron).ToArray())];
                var expected = (int)(network.Connections.Probability[target, source] * network.Populations[source].Size);
                for (var neuron = 0; neuron < network.Populations[target].Size; neuron++)
                {
                    lists.Sum(list => list.Count(one => one == neuron)).ShouldBe(expected);
                }

                lists.Any(list => list.Length != list.Distinct().Count()).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void A_degree_that_is_meant_to_be_whole_is_not_rounded_down()
    {
        var network = Table7.TwoPopulations(ConnectionRule.FixedInDegree);
        network = network with
        {
            Populations = [network.Populations[0] with { Size = 100 }, network.Populations[1]],
            Connections = network.Connections with { Probability = SquareTable.Uniform(2, 0.29) },
        };
        Wiring.Draw(network, 1, Workers.One).Between(0, 0)!.Count.ShouldBe(100 * 29);
    }

    [Theory]
    [InlineData(ConnectionRule.Random)]
    [InlineData(ConnectionRule.FixedInDegree)]
    public void Connections_do_not_depend_on_the_number_of_threads_nor_on_other_pairs(ConnectionRule rule)
    {
        var network = Table7.FourPopulations(rule);
        var changed = network with
        {
            Connections = network.Connections with
            {
                Probability = SquareTable.Build(4, (a, b) => (a, b) == (3, 2) ? network.Connections.Probability[a, b] : 0.5),
            },
        };
        var one = Wiring.Draw(network, 9, Workers.One).Between(3, 2)!;
        Wiring[] others = [Wiring.Draw(network, 9, new Workers(3)), Wiring.Draw(changed, 9, Workers.One)];
        for (var neuron = 0; neuron < 438; neuron++)
        {
            var targets = one.Of(neuron).ToArray();
            foreach (var other in others)
            {
                other.Between(3, 2)!.Of(neuron).ToArray().ShouldBe(targets);
            }
        }
    }

    [Fact]
    public void All_to_all_connections_are_not_listed_one_by_one()
    {
        var network = Table7.TwoPopulations(ConnectionRule.AllToAll);
        var wiring = Wiring.Draw(network, 1, Workers.One);
        wiring.Between(0, 1).ShouldBeNull();
        wiring.UniformWeight(0, 1).ShouldBe(-4.964 * 0.1350, 1e-15);
    }

    [Fact]
    public void Absent_connections_take_no_room()
    {
        var network = Table7.TwoPopulations();
        network = network with { Connections = network.Connections with { Probability = new SquareTable(new[,] { { 0, 0.1 }, { 0.2, 1 } }) } };
        var wiring = Wiring.Draw(network, 1, Workers.One);
        wiring.Between(0, 0).ShouldBeNull();
        wiring.UniformWeight(0, 0).ShouldBe(0);
        wiring.UniformWeight(1, 1).ShouldBe(-4.964);
    }
}
