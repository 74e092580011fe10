using Spikelihood.Models.Networks;

namespace Spikelihood.Models.Tests.Gif;

/// <summary>Three small populations that differ in everything, strongly coupled, so that a mistake in any term shows.</summary>
internal static class SmallNetwork
{
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
