using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;
using static Spikelihood.Studies.Files.Yaml.YamlOutput;

namespace Spikelihood.Studies.Files.Models;

/// <summary>A model as the YAML tree that <see cref="ModelFile"/> writes: plain numbers, in s, mV, Hz, mA, Ohm and mV s.</summary>
internal static class ModelNode
{
    public static YamlMappingNode Of(ModelDescription model)
    {
        var network = model.Network;
        var root = new YamlMappingNode { { "model", Plain(model.Kind) }, { "time_step", Number(network.TimeStep) } };
        if (network.AgeBins is { } bins)
        {
            root.Add("age_bins", Line(bins.Select(bin => Number(bin))));
        }
        else if (network.AgeGrid != AgeGrid.Exact)
        {
            root.Add("age_bins", Plain(ModelFile.Automatic));
        }

        root.Add("populations", new YamlSequenceNode(network.Populations.Select(OfPopulation)));
        root.Add("connections", OfConnections(network.Connections));
        return root;
    }

    private static YamlMappingNode OfPopulation(Population population)
    {
        YamlNode Value(string family, double value, int component = 0) =>
            population.Heterogeneity.FirstOrDefault(drawn => drawn.Family == family && drawn.Component == component) is { } own
                ? DistributionKind.Node(own.Distribution)
                : Number(value);
        YamlNode Each(string family, Func<AdaptationComponent, double> value) =>
            OneOrLine([.. population.Adaptation.Select((component, i) => Value(family, value(component), i))]);

        var node = new YamlMappingNode
        {
            { "name", Text(population.Name) },
            { "size", Number(population.Size) },
            { "R", Value("R", population.Resistance) },
            { "u_rest", Value("u_rest", population.RestingPotential) },
            { "tau_m", Value("tau_m", population.MembraneTimeConstant) },
            { "t_ref", Number(population.RefractoryPeriod) },
            { "u_th", Value("u_th", population.Threshold) },
            { "u_r", Value("u_r", population.ResetPotential) },
            { "c", Value("c", population.EscapeRate) },
            { "delta_u", Value("delta_u", population.NoiseLevel) },
            { "tau_s", Number(population.SynapticTimeConstant) },
        };
        node.Style = MappingStyle.Flow;
        if (!population.Adaptation.IsEmpty)
        {
            node.Add("J_theta", Each("J_theta", component => component.Strength));
            node.Add("tau_theta", Each("tau_theta", component => component.TimeConstant));
        }

        return node;
    }

    private static YamlMappingNode OfConnections(Connections connections)
    {
        var node = new YamlMappingNode
        {
            { "p", Table(connections.Probability) }, { "w", Table(connections.Weight) }, { "delay", Table(connections.Delay) },
        };
        if (connections.Rule != ConnectionRule.Random)
        {
            node.Add("rule", Plain(ConnectionsReader.Rules.First(rule => rule.Rule == connections.Rule).Name));
        }

        return node;
    }

    private static YamlNode Table(SquareTable table)
    {
        var indices = Enumerable.Range(0, table.Size).ToArray();
        return indices.All(i => indices.All(j => table[i, j].Equals(table[0, 0])))
            ? Number(table[0, 0])
            : Line(indices.Select(i => Line(indices.Select(j => Number(table[i, j])))));
    }
}
