using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;

namespace Spikelihood.Models.Tests.Networks;

/// <summary>The networks of Table 7 of René 2020 and the inputs of its Tables 5 and 6.</summary>
internal static class Table7
{
    internal static GifNetwork TwoPopulations(ConnectionRule rule = ConnectionRule.Random) => new()
    {
        TimeStep = 0.001,
        Populations = [Excitatory("E", 438, 20) with { Resistance = 19 }, Inhibitory("I", 109, 19.5) with { Resistance = 11.964 }],
        Connections = new Connections(
            new SquareTable(new[,] { { 0.0497, 0.1350 }, { 0.0794, 0.1597 } }),
            new SquareTable(new[,] { { 2.482, -4.964 }, { 1.245, -4.964 } }),
            SquareTable.Uniform(2, 0.001),
            rule),
    };

    internal static GifNetwork FourPopulations(ConnectionRule rule = ConnectionRule.Random) => new()
    {
        TimeStep = 0.001,
        Populations =
        [
            Excitatory("L2/3e", 413, 18), Inhibitory("L2/3i", 116, 18),
            Excitatory("L4e", 438, 25) with { Resistance = 19 }, Inhibitory("L4i", 109, 20) with { Resistance = 11.964 },
        ],
        Connections = new Connections(
            new SquareTable(new[,]
            {
                { 0.1009, 0.1689, 0.0437, 0.0818 },
                { 0.1346, 0.1371, 0.0316, 0.0515 },
                { 0.0077, 0.0059, 0.0497, 0.1350 },
                { 0.0691, 0.0029, 0.0794, 0.1597 },
            }),
            SquareTable.Build(4, (target, source) => source % 2 == 1 ? -4.964 : target == 2 && source == 2 ? 2.482 : 1.245),
            SquareTable.Uniform(4, 0.001),
            rule),
    };

    /// <summary>Table 5, two populations.</summary>
    internal static SineStimulus Sine { get; } = new([0.25, 0.1], 2, 4);

    /// <summary>Table 6, two populations.</summary>
    internal static OrnsteinUhlenbeckStimulus OrnsteinUhlenbeck { get; } = new([0.1, 0.05], [1, 1], [0.125, 0.125], [0.1, 0.05]);

    private static Population Excitatory(string name, int size, double rest) =>
        Inhibitory(name, size, rest) with { SynapticTimeConstant = 0.003, Adaptation = [new AdaptationComponent(1, 1)] };

    private static Population Inhibitory(string name, int size, double rest) => new()
    {
        Name = name,
        Size = size,
        RestingPotential = rest,
        MembraneTimeConstant = 0.01,
        RefractoryPeriod = 0.002,
        Threshold = 15,
        ResetPotential = 0,
        EscapeRate = 10,
        NoiseLevel = 5,
        SynapticTimeConstant = 0.006,
    };
}
