using Spikelihood.Models.Networks;

namespace Spikelihood.Benchmarks;

/// <summary>The networks that are timed.</summary>
public static class Networks
{
    /// <summary>Two populations, Table 7 of René 2020.</summary>
    public static GifNetwork Table7 { get; } = new()
    {
        TimeStep = 0.001,
        Populations =
        [
            Neuron("E", 438, 20, 0.003) with { Resistance = 19, Adaptation = [new(1, 1)] },
            Neuron("I", 109, 19.5, 0.006) with { Resistance = 11.964 },
        ],
        Connections = new Connections(
            new SquareTable(new[,] { { 0.0497, 0.1350 }, { 0.0794, 0.1597 } }),
            new SquareTable(new[,] { { 2.482, -4.964 }, { 1.245, -4.964 } }),
            SquareTable.Uniform(2, 0.001)),
    };

    /// <summary>800 excitatory and 200 inhibitory neurons without adaptation (Schwalger et al. 2017).</summary>
    public static GifNetwork EI2 { get; } = new()
    {
        TimeStep = 0.001,
        Populations = [Fast("E", 800, 0.003), Fast("I", 200, 0.006)],
        Connections = new Connections(
            SquareTable.Uniform(2, 0.2), new SquareTable(new[,] { { 0.3, -1.5 }, { 0.3, -1.5 } }), SquareTable.Uniform(2, 0.001), ConnectionRule.FixedInDegree),
    };

    /// <summary>The same with two adaptation components of 0.1 and 1 s.</summary>
    public static GifNetwork EI2Adapting { get; } = EI2 with
    {
        Populations = [.. EI2.Populations.Select(p => p with { Adaptation = [new(Math.Exp(-0.04), 0.1), new(Math.Exp(-0.004), 1)] })],
    };

    private static Population Neuron(string name, int size, double rest, double tauSynapse) => new()
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
        SynapticTimeConstant = tauSynapse,
    };

    private static Population Fast(string name, int size, double tauSynapse) =>
        Neuron(name, size, 24, tauSynapse) with { MembraneTimeConstant = 0.02, RefractoryPeriod = 0.004, NoiseLevel = 2.5 };
}
