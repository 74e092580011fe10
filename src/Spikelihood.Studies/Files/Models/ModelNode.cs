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
        var node = new YamlMappingNode
        {
            { "name", Text(population.Name) },
            { "size", Number(population.Size) },
            { "R", Number(population.Resistance) },
            { "u_rest", Number(population.RestingPotential) },
            { "tau_m", Number(population.MembraneTimeConstant) },
            { "t_ref", Number(population.RefractoryPeriod) },
            { "u_th", Number(population.Threshold) },
            { "u_r", Number(population.ResetPotential) },
            { "c", Number(population.EscapeRate) },
            { "delta_u", Number(population.NoiseLevel) },
            { "tau_s", Number(population.SynapticTimeConstant) },
        };
        node.Style = MappingStyle.Flow;
        if (!population.Adaptation.IsEmpty)
        {
            node.Add("J_theta", OneOrLine(population.Adaptation.Select(component => component.Strength)));
            node.Add("tau_theta", OneOrLine(population.Adaptation.Select(component => component.TimeConstant)));
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
