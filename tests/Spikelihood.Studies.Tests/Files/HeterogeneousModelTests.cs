using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Studies.Files.Models;

namespace Spikelihood.Studies.Tests.Files;

public class HeterogeneousModelTests
{
    [Fact]
    public void The_shipped_model_is_that_of_Table_8()
    {
        var shipped = ModelFile.Read(Example.Shipped("heterogeneous.model.yaml")).Network;
        shipped.Populations[0].Heterogeneity.ShouldBe([new("tau_m", 0, new Log10Normal(-1.6, 0.5)), new("tau_theta", 0, new Log10Normal(-0.7, 0.5))]);
        shipped.Populations[1].Heterogeneity.ShouldBe([new("tau_m", 0, new Log10Normal(-1.8, 0.5))]);
        // All else is as in the homogeneous network.
        var layout = new ParameterLayout(shipped);
        var values = layout.Read(shipped);
        var alike = layout.Read(ModelFile.Read(Example.Shipped("two-population.model.yaml")).Network);
        var different = layout.Select(["tau_m", "tau_theta"]);
        Enumerable.Range(0, layout.Count).Where(i => !different.Contains(i)).ShouldAllBe(i => values[i] == alike[i]);
    }

    [Fact]
    public void Every_distribution_is_read_and_written()
    {
        var text = Example.Model
            .Replace("R: 19\n", "R: {uniform: [10, 20]}\n", StringComparison.Ordinal)
            .Replace("u_rest: 20\n", "u_rest: {normal: [20, 2]}\n", StringComparison.Ordinal)
            .Replace("tau_m: 10 ms\n", "tau_m: {log_normal: [-4.6, 0.2]}\n", StringComparison.Ordinal)
            .Replace("c: 10\n", "c: {gamma: [2, 5]}\n", StringComparison.Ordinal)
            .Replace("J_theta: 1.0\n", "J_theta: [0, 1, {normal: [0.5, 0.1]}]\n", StringComparison.Ordinal)
            .Replace("tau_theta: 1 s", "tau_theta: [{normal: [1, 1]}, {log10_normal: [-1, 0.3]}, 10 ms]", StringComparison.Ordinal);
        DrawnParameter[] expected =
        [
            new("R", 0, new Uniform(10, 20)), new("u_rest", 0, new Normal(20, 2)), new("tau_m", 0, new LogNormal(-4.6, 0.2)), new("c", 0, new Gamma(2, 5)),
            // The first component has no area and is left out, so the numbers of the others move up.
            new("tau_theta", 0, new Log10Normal(-1, 0.3)), new("J_theta", 1, new Normal(0.5, 0.1)),
        ];
        var model = ModelFile.Parse(text, "m.yaml");
        var population = model.Network.Populations[0];
        population.Heterogeneity.ShouldBe(expected, ignoreOrder: true);
        population.Adaptation.Length.ShouldBe(2);
        ModelFile.Parse(ModelFile.ToYaml(model), "again.yaml").Network.Populations[0].Heterogeneity.ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public void Averages_are_those_of_the_neurons_of_the_seed()
    {
        var model = ModelFile.Read(Example.Shipped("heterogeneous.model.yaml"));
        var neurons = NeuronParameters.Draw(model.Network, 3);
        var average = model.AtAverages(3).Network;
        average.IsHeterogeneous.ShouldBeFalse();
        average.Populations[1].MembraneTimeConstant.ShouldBe(neurons.Of(1, 0).ToArray().Average(), 1e-15);
        model.AtAverages(4).Network.Populations[1].MembraneTimeConstant.ShouldNotBe(average.Populations[1].MembraneTimeConstant);
    }
}
