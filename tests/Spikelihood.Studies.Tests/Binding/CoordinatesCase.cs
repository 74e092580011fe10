using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Binding;

namespace Spikelihood.Studies.Tests.Binding;

/// <summary>Centred coordinates for a choice of inferred parameters, and places to look at them.</summary>
internal sealed record CoordinatesCase(GifNetwork Network, ParameterLayout Layout, CentredCoordinates Coordinates)
{
    private static readonly string[] Everything = ["w", "p", "R", "u_rest", "tau_m", "u_th", "u_r", "c", "delta_u", "tau_s", "J_theta", "tau_theta"];

    /// <summary>The mean state of all cases.</summary>
    public static MeanState Mean { get; } = new([5.6, 8.4], [0.03, -0.02]);

    /// <summary>The cases by name.</summary>
    public static IReadOnlyDictionary<string, Func<CoordinatesCase>> All { get; } = new Dictionary<string, Func<CoordinatesCase>>
    {
        ["the 14 parameters"] = () => Of(OneAdapts(), [.. ParameterLayout.DefaultFamilies]),
        ["everything"] = () => Of(OneAdapts(), Everything),
        ["everything, two adaptation components and one"] = () => Of(TwoComponentsAndOne(), Everything),
        ["the default families, two adaptation components and one"] = () => Of(TwoComponentsAndOne(), [.. ParameterLayout.DefaultFamilies]),
        ["one escape rate"] = () => Of(OneAdapts(), ["c[E]"]),
        ["no escape rate"] = () => Of(TwoComponentsAndOne(), ["w", "tau_m", "delta_u", "tau_s", "J_theta", "tau_theta"]),
        ["one row of weights without its noise level"] = () => Of(OneAdapts(), ["w[E,E]", "w[E,I]", "c[E]", "delta_u[I]"]),
        ["one weight and the other population's"] = () => Of(OneAdapts(), ["w[I,E]", "delta_u[E]", "delta_u[I]", "tau_m[I]"]),
        ["adaptation without its time constant"] = () => Of(TwoComponentsAndOne(), ["J_theta[E,2]", "c", "delta_u[E]"]),
        ["a time constant without its strength"] = () => Of(TwoComponentsAndOne(), ["tau_theta[E,1]", "tau_theta[I]", "c[E]"]),
        ["voltages and connectivity"] = () => Of(OneAdapts(), ["p", "u_rest", "u_th", "u_r", "R", "c"]),
        ["only voltages"] = () => Of(OneAdapts(), ["u_rest[I]", "u_r"]),
    };

    /// <summary>The inferred entries of the network's values.</summary>
    public double[] Truth()
    {
        var natural = new double[Coordinates.Dimension];
        Coordinates.Pick(Layout.Read(Network), natural);
        return natural;
    }

    /// <summary>Three positions around the network's own.</summary>
    public double[][] Positions()
    {
        var truth = new double[Coordinates.Dimension];
        Coordinates.ToPosition(Truth(), truth);
        var rng = new Rng(4, StreamPurpose.Test, 0);
        return [.. Enumerable.Range(0, 3).Select(_ => truth.Select(z => z + 0.4 * rng.NextNormal()).ToArray())];
    }

    private static CoordinatesCase Of(GifNetwork network, string[] inferred)
    {
        var layout = new ParameterLayout(network);
        return new(network, layout, new(network, layout, layout.Select(inferred), Mean));
    }

    private static GifNetwork OneAdapts() => new()
    {
        TimeStep = 0.001,
        Populations = [Neuron("E", 438) with { Resistance = 19, Adaptation = [new(1, 1)] }, Neuron("I", 109) with { Resistance = 11.964, SynapticTimeConstant = 0.006 }],
        Connections = new Connections(
            new SquareTable(new[,] { { 0.0497, 0.1350 }, { 0.0794, 0.1597 } }),
            new SquareTable(new[,] { { 2.482, -4.964 }, { 1.245, -4.964 } }),
            SquareTable.Uniform(2, 0.001)),
    };

    private static GifNetwork TwoComponentsAndOne()
    {
        var network = OneAdapts();
        return network with
        {
            Populations = [network.Populations[0] with { Adaptation = [new(0.7, 0.1), new(0.4, 1.2)] }, network.Populations[1] with { Adaptation = [new(0.2, 0.3)] }],
        };
    }

    private static Population Neuron(string name, int size) => new()
    {
        Name = name,
        Size = size,
        RestingPotential = 20,
        MembraneTimeConstant = 0.01,
        RefractoryPeriod = 0.002,
        Threshold = 15,
        ResetPotential = 0.5,
        EscapeRate = 10,
        NoiseLevel = 5,
        SynapticTimeConstant = 0.003,
    };
}
