using System.Collections.Immutable;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Models.Tests.Gif;

/// <summary>Three small populations that differ in everything, strongly coupled, so that a mistake in any term shows.</summary>
internal static class SmallNetwork
{
    /// <summary>The same with neurons that differ in all they can; some membranes are faster than a step.</summary>
    internal static GifNetwork Heterogeneous(ConnectionRule rule)
    {
        var network = Of(rule);
        ImmutableArray<DrawnParameter> everything =
        [
            new("R", 0, new Uniform(5, 15)), new("u_rest", 0, new Normal(18, 1)), new("tau_m", 0, new Log10Normal(-2.5, 0.7)), new("u_th", 0, new Normal(15, 1)),
            new("u_r", 0, new Normal(1, 2)), new("c", 0, new Gamma(4, 3)), new("delta_u", 0, new LogNormal(1.3, 0.2)), new("J_theta", 0, new Normal(0.4, 0.1)),
            new("tau_theta", 0, new Log10Normal(-1.5, 0.8)), new("J_theta", 1, new Normal(0.8, 0.2)), new("tau_theta", 1, new Log10Normal(-0.3, 0.3)),
        ];
        return network with
        {
            Populations =
            [
                network.Populations[0] with { Heterogeneity = everything },
                network.Populations[1],
                network.Populations[2] with { Heterogeneity = [new("tau_m", 0, new Log10Normal(-2, 0.5))] },
            ],
        };
    }

    /// <summary>The same neurons and connections in a network whose neurons could differ, drawn from distributions that hold one number each.</summary>
    internal static GifNetwork OfNoWidth(ConnectionRule rule)
    {
        var network = Of(rule);
        return network with { Populations = [.. network.Populations.Select(population => population with { Heterogeneity = Everything(population) })] };
    }

    private static ImmutableArray<DrawnParameter> Everything(Population population) =>
    [
        .. from family in NeuronParameters.Families
           from component in Enumerable.Range(0, family is "J_theta" or "tau_theta" ? population.Adaptation.Length : 1)
           select new DrawnParameter(family, component, new Normal(NeuronParameters.Value(population, family, component)!.Value, 1e-300)),
    ];

    internal static GifNetwork Of(ConnectionRule rule) => new()
    {
        TimeStep = 0.001,
        Populations =
        [
            new Population
            {
                Name = "A", Size = 21, Resistance = 10, RestingPotential = 18, MembraneTimeConstant = 0.012, RefractoryPeriod = 0.003, Threshold = 15,
                ResetPotential = 2, EscapeRate = 12, NoiseLevel = 4, SynapticTimeConstant = 0.003, Adaptation = [new(0.4, 0.05), new(0.8, 0.5)],
            },
            new Population
            {
                Name = "B", Size = 10, RestingPotential = 16, MembraneTimeConstant = 0.02, RefractoryPeriod = 0.001, Threshold = 14,
                ResetPotential = -3, EscapeRate = 8, NoiseLevel = 3, SynapticTimeConstant = 0.007, Adaptation = [new(-0.05, 0.1)],
            },
            new Population
            {
                Name = "C", Size = 13, Resistance = 5, RestingPotential = 15, MembraneTimeConstant = 0.008, RefractoryPeriod = 0, Threshold = 15,
                ResetPotential = 0, EscapeRate = 15, NoiseLevel = 5, SynapticTimeConstant = 0.003,
            },
        ],
        Connections = new Connections(
            new SquareTable(new[,] { { 0.3, 0.5, 0.2 }, { 0.4, 0.3, 0.6 }, { 0.5, 0.4, 0 } }),
            new SquareTable(new[,] { { 1.5, -2.5, 1.0 }, { 2.0, -1.5, 1.2 }, { 1.0, -2.0, 3.0 } }),
            new SquareTable(new[,] { { 0.001, 0.002, 0.003 }, { 0.004, 0.001, 0.002 }, { 0.002, 0.005, 0.001 } }),
            rule),
    };
}
