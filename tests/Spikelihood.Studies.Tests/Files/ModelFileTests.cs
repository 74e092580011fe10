using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Studies.Files.Models;

namespace Spikelihood.Studies.Tests.Files;

public class ModelFileTests
{
    [Fact]
    public void A_model_is_read_with_its_units()
    {
        var model = Example.Parsed;
        model.Kind.ShouldBe("mesogif");
        model.Network.TimeStep.ShouldBe(0.001);
        model.Network.AgeBins!.Value.ShouldBe([1000, 1000]);
        model.Network.Names.ShouldBe(["E", "I"]);
        var (e, i) = (model.Network.Populations[0], model.Network.Populations[1]);
        (e.Size, e.Resistance, e.RestingPotential, e.MembraneTimeConstant, e.RefractoryPeriod).ShouldBe((438, 19, 20, 0.01, 0.002));
        (e.Threshold, e.ResetPotential, e.EscapeRate, e.NoiseLevel, e.SynapticTimeConstant).ShouldBe((15, 0, 10, 5, 0.003));
        e.Adaptation.ShouldBe([new AdaptationComponent(1, 1)]);
        i.Adaptation.ShouldBeEmpty();
        var connections = model.Network.Connections;
        (connections.Weight[0, 1], connections.Weight[1, 0], connections.Probability[1, 0]).ShouldBe((-4.964, 1.245, 0.0794));
        connections.Delay.ShouldBe(SquareTable.Uniform(2, 0.001));
        connections.Rule.ShouldBe(ConnectionRule.Random);
    }

    [Theory]
    [InlineData("two-population.model.yaml", 2, 14)]
    [InlineData("four-population.model.yaml", 4, 36)]
    [InlineData("winner-take-all.model.yaml", 3, 27)]
    [InlineData("microcircuit.model.yaml", 8, 96)]
    public void The_shipped_models_have_the_parameters_of_the_paper(string name, int populations, int free)
    {
        var network = ModelFile.Read(Example.Shipped(name)).Network;
        network.Populations.Length.ShouldBe(populations);
        var adapting = network.Populations.Count(population => !population.Adaptation.IsEmpty);
        (populations * populations + 4 * populations + 2 * adapting).ShouldBe(free);
    }

    [Theory]
    [InlineData("two-population.model.yaml")]
    [InlineData("four-population.model.yaml")]
    [InlineData("heterogeneous.model.yaml")]
    [InlineData("winner-take-all.model.yaml")]
    [InlineData("two-population-1000.model.yaml")]
    [InlineData("microcircuit.model.yaml")]
    public void A_written_model_is_read_back_to_the_same_values(string name)
    {
        var model = ModelFile.Read(Example.Shipped(name));
        AssertSame(ModelFile.Parse(ModelFile.ToYaml(model), "again.yaml"), model);
    }

    [Fact]
    public void Every_double_survives_a_round_trip()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 200; trial++)
        {
            double Any() => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 12));
            double Positive() => Math.Abs(Any()) + double.Epsilon;
            var names = new[] { "yes", "L2/3e", "a: b # c", "'", "~", "0", "Ω µ", "- x", "{y}" }[..random.Next(1, 10)];
            var model = new ModelDescription(trial % 2 == 0 ? "gif" : "mesogif", new GifNetwork
            {
                TimeStep = 0.001,
                // Given, because such time constants would ask for more bins than there are.
                AgeBins = [.. names.Select(_ => random.Next(5, 3000))],
                Populations = [.. names.Select((name, index) => new Population
                {
                    Name = name,
                    Size = random.Next(1, 1_000_000),
                    Resistance = Positive(),
                    RestingPotential = Any(),
                    MembraneTimeConstant = Positive(),
                    RefractoryPeriod = random.Next(0, 5) * 0.001,
                    Threshold = Any(),
                    ResetPotential = Any(),
                    EscapeRate = Positive(),
                    NoiseLevel = Positive(),
                    SynapticTimeConstant = Positive(),
                    Adaptation = [.. Enumerable.Range(0, index % 3).Select(_ => new AdaptationComponent(Any(), Positive()))],
                })],
                Connections = new Connections(
                    SquareTable.Build(names.Length, (_, _) => random.NextDouble()),
                    SquareTable.Build(names.Length, (_, _) => Any()),
                    SquareTable.Build(names.Length, (_, _) => 0.001 * random.Next(1, 9)),
                    (ConnectionRule)(trial % 3)),
            });
            AssertSame(ModelFile.Parse(ModelFile.ToYaml(model), "again.yaml"), model);
        }
    }

    [Fact]
    public void A_file_is_written_whole_and_leaves_nothing_else_behind()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "m.yaml");
        ModelFile.Write(path, Example.Parsed);
        ModelFile.Write(path, Example.Parsed);
        AssertSame(ModelFile.Read(path), Example.Parsed);
        Directory.GetFiles(Path.GetDirectoryName(path)!).ShouldBe([path]);
    }

    [Theory]
    [InlineData("J_theta: [0]\n    tau_theta: [1 s]", 0)]
    [InlineData("J_theta: 0", 0)]
    [InlineData("J_theta: [1, 500 mV*ms]\n    tau_theta: [1 s, 100 ms]", 2)]
    [InlineData("J_theta: [1, 0]\n    tau_theta: [1 s, 100 ms]", 1)]
    [InlineData("", 0)]
    public void A_kernel_is_as_many_exponentials_as_have_an_area(string lines, int components)
    {
        var text = Example.Model.Replace("J_theta: 1.0\n    tau_theta: 1 s", lines, StringComparison.Ordinal);
        ModelFile.Parse(text, "m.yaml").Network.Populations[0].Adaptation.Length.ShouldBe(components);
    }

    [Fact]
    public void Anchors_aliases_and_merged_mappings_are_understood()
    {
        var network = ModelFile.Parse("""
            model: gif
            time_step: &step 0.001
            populations:
              - &first {name: A, size: 10, u_rest: 20, tau_m: *step, t_ref: 0, u_th: 15, u_r: 0, c: 10, delta_u: 5, tau_s: 10 ms}
              - {<<: *first, name: B, size: 20}
            connections: {p: 0.1, w: 1 mV, delay: [[1 ms, 2 ms], [3 ms, 4 ms]], rule: fixed_in_degree}
            """, "m.yaml").Network;
        network.Populations.Select(population => (population.Name, population.Size, population.SynapticTimeConstant))
            .ShouldBe([("A", 10, 0.01), ("B", 20, 0.01)]);
        network.Connections.Delay[1, 0].ShouldBe(0.003);
        network.Connections.Rule.ShouldBe(ConnectionRule.FixedInDegree);
        network.AgeBins.ShouldBeNull();
    }

    [Fact]
    public void Automatic_age_bins_are_chosen_from_the_parameters_and_merged_when_old()
    {
        var automatic = ModelFile.Parse(Example.Model.Replace("age_bins: 1000", "age_bins: auto", StringComparison.Ordinal), "m.yaml");
        automatic.Network.AgeBins.ShouldBeNull();
        automatic.Network.AgeGrid.ShouldBe(AgeGrid.Growing);
        ModelFile.Parse(ModelFile.ToYaml(automatic), "again.yaml").Network.AgeGrid.ShouldBe(AgeGrid.Growing);
        ModelFile.Parse(Example.Model, "m.yaml").Network.AgeGrid.ShouldBe(AgeGrid.Exact);
        ModelFile.Parse(Example.Model.Replace("age_bins: 1000\n", "", StringComparison.Ordinal), "m.yaml").Network.AgeGrid.ShouldBe(AgeGrid.Exact);
    }

    // Records compare immutable arrays by reference; what counts is every value in them.
    private static void AssertSame(ModelDescription actual, ModelDescription expected)
    {
        actual.Kind.ShouldBe(expected.Kind);
        actual.Network.TimeStep.ShouldBe(expected.Network.TimeStep);
        (actual.Network.AgeBins is null).ShouldBe(expected.Network.AgeBins is null);
        actual.Network.AgeGrid.ShouldBe(expected.Network.AgeGrid);
        (actual.Network.AgeBins ?? []).ShouldBe(expected.Network.AgeBins ?? []);
        actual.Network.Connections.ShouldBe(expected.Network.Connections);
        actual.Network.Populations.Length.ShouldBe(expected.Network.Populations.Length);
        foreach (var (population, other) in actual.Network.Populations.Zip(expected.Network.Populations))
        {
            population.Adaptation.ShouldBe(other.Adaptation);
            population.Heterogeneity.ShouldBe(other.Heterogeneity);
            population.ShouldBe(other with { Adaptation = population.Adaptation, Heterogeneity = population.Heterogeneity });
        }
    }
}
