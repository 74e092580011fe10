using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Models.Tests.Networks;

public class NeuronParametersTests
{
    private const int Neurons = 20_000;

    public static TheoryData<string, Distribution> Distributions => new()
    {
        { "R", new Uniform(5, 25) },
        { "u_rest", new Normal(18, 2) },
        { "tau_m", new Log10Normal(-1.6, 0.5) },
        { "u_th", new Normal(15, 1) },
        { "u_r", new Uniform(-5, 5) },
        { "c", new Gamma(2, 5) },
        { "delta_u", new Gamma(3, 1.5) },
        { "J_theta", new LogNormal(0, 0.5) },
        { "tau_theta", new Log10Normal(-0.7, 0.5) },
    };

    [Theory]
    [MemberData(nameof(Distributions))]
    public void Drawn_values_are_distributed_as_asked(string family, Distribution distribution)
    {
        var values = Draw(Population(Neurons, new DrawnParameter(family, 0, distribution)));
        Gap(values, distribution.Cumulative).ShouldBeLessThan(1.95 / Math.Sqrt(Neurons), "Kolmogorov-Smirnov: 1.95 has probability 0.001");
    }

    [Fact]
    public void Moments_of_Table_8_are_those_of_the_formula()
    {
        var values = Draw(Population(Neurons, new DrawnParameter("tau_m", 0, new Log10Normal(-1.6, 0.5))));
        var logarithms = values.Select(Math.Log10).ToArray();
        var mean = logarithms.Average();
        mean.ShouldBe(-1.6, 4 * 0.5 / Math.Sqrt(Neurons));
        Math.Sqrt(logarithms.Average(value => (value - mean) * (value - mean))).ShouldBe(0.5, 4 * 0.5 / Math.Sqrt(2.0 * Neurons));
        // E exp(X) = exp(mu + sigma^2 / 2), variance (exp(sigma^2) - 1) times its square.
        var variance = Math.Pow(0.5 * Math.Log(10), 2);
        var expected = Math.Pow(10, -1.6) * Math.Exp(variance / 2);
        values.Average().ShouldBe(expected, 4 * expected * Math.Sqrt((Math.Exp(variance) - 1) / Neurons));
    }

    [Fact]
    public void Impossible_values_are_drawn_again()
    {
        var normal = new Normal(0.01, 0.01);
        var values = Draw(Population(Neurons, new DrawnParameter("tau_m", 0, normal)));
        values.ShouldAllBe(value => value > 0);
        var below = normal.Cumulative(0);
        Gap(values, x => (normal.Cumulative(x) - below) / (1 - below)).ShouldBeLessThan(1.95 / Math.Sqrt(Neurons));
    }

    [Fact]
    public void A_distribution_without_possible_values_is_refused()
    {
        var population = Population(10, new DrawnParameter("delta_u", 0, new Normal(-100, 1)));
        Should.Throw<InputException>(() => Draw(population)).Message.ShouldBe(
            "delta_u of E cannot be drawn from N(-100, 1²): none of 1000 numbers is a possible value; change the distribution.");
    }

    [Fact]
    public void What_one_neuron_draws_depends_on_nothing_else_that_is_drawn()
    {
        var tau = new DrawnParameter("tau_m", 0, new Log10Normal(-1.6, 0.5));
        var alone = Draw(Population(100, tau));
        var more = NeuronParameters.Draw(Network(Population(100, new("c", 0, new Gamma(2, 5)), tau, new("tau_theta", 0, new Log10Normal(-0.7, 0.5)))), 1);
        more.Of(0, 1).SequenceEqual(alone).ShouldBeTrue();
        Draw(Population(50, tau)).ShouldBe(alone[..50]);
        Draw(Population(100, tau), seed: 2).ShouldNotBe(alone);
        more.Of(0, 2).ToArray().Zip(alone).ShouldAllBe(pair => pair.First != pair.Second);
    }

    [Fact]
    public void Neurons_of_two_populations_are_drawn_apart()
    {
        var drawn = new DrawnParameter("tau_m", 0, new Log10Normal(-1.6, 0.5));
        var neurons = NeuronParameters.Draw(Network(Population(50, drawn), Population(50, drawn) with { Name = "I" }), 1);
        neurons.Of(0, 0).ToArray().Intersect(neurons.Of(1, 0).ToArray()).ShouldBeEmpty();
    }

    [Fact]
    public void The_average_network_has_the_mean_of_the_drawn_values_and_draws_nothing()
    {
        var population = Population(100, new DrawnParameter("tau_m", 0, new Log10Normal(-1.6, 0.5)), new DrawnParameter("tau_theta", 0, new Uniform(0.1, 0.4)));
        var neurons = NeuronParameters.Draw(Network(population), 1);
        var average = neurons.AtAverages();
        average.IsHeterogeneous.ShouldBeFalse();
        average.Populations[0].MembraneTimeConstant.ShouldBe(neurons.Of(0, 0).ToArray().Average(), 1e-15);
        average.Populations[0].Adaptation[0].TimeConstant.ShouldBe(neurons.Of(0, 1).ToArray().Average(), 1e-15);
        average.Populations[0].Adaptation[0].Strength.ShouldBe(1);
        neurons.Neuron(0, 7).MembraneTimeConstant.ShouldBe(neurons.Of(0, 0)[7]);
        neurons.Neuron(0, 7).Adaptation.ShouldBe([new AdaptationComponent(1, neurons.Of(0, 1)[7])]);
    }

    [Fact]
    public void Equal_values_have_exactly_themselves_as_average()
    {
        var alike = Population(439, new DrawnParameter("tau_m", 0, new Normal(0.01, 1e-300)));
        NeuronParameters.Draw(Network(alike), 1).AtAverages().Populations[0].MembraneTimeConstant.ShouldBe(0.01);
    }

    private static double[] Draw(Population population, ulong seed = 1) => NeuronParameters.Draw(Network(population), seed).Of(0, 0).ToArray();

    private static Population Population(int size, params DrawnParameter[] drawn) => Table7.TwoPopulations().Populations[0] with { Size = size, Heterogeneity = [.. drawn] };

    private static GifNetwork Network(params Population[] populations) => new()
    {
        TimeStep = 0.001,
        Populations = [.. populations],
        Connections = new(SquareTable.Uniform(populations.Length, 0.1), SquareTable.Uniform(populations.Length, 1), SquareTable.Uniform(populations.Length, 0.001)),
    };

    /// <summary>The largest distance between the empirical and the expected cumulative distribution.</summary>
    private static double Gap(double[] values, Func<double, double> cumulative)
    {
        var sorted = values.Order().ToArray();
        return Enumerable.Range(0, sorted.Length).Max(i =>
            Math.Max(Math.Abs(cumulative(sorted[i]) - i / (double)sorted.Length), Math.Abs((i + 1.0) / sorted.Length - cumulative(sorted[i]))));
    }
}
