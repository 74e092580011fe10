using System.Collections.Immutable;

namespace Spikelihood.Models.Networks;

/// <summary>
/// A population of generalised integrate-and-fire neurons (René 2020, Table 2), homogeneous but for what <see cref="Heterogeneity"/> names. Units: s,
/// mV, Hz, mA, Ohm.
/// </summary>
public sealed record Population
{
    /// <summary>The name used in files, tables and parameter names.</summary>
    public required string Name { get; init; }

    /// <summary>N: the number of neurons.</summary>
    public required int Size { get; init; }

    /// <summary>R: membrane resistance, Ohm; R I is in mV.</summary>
    public double Resistance { get; init; }

    /// <summary>u_rest: resting potential, mV.</summary>
    public required double RestingPotential { get; init; }

    /// <summary>tau_m: membrane time constant, s.</summary>
    public required double MembraneTimeConstant { get; init; }

    /// <summary>t_ref: absolute refractory period, s; a whole number of time steps.</summary>
    public required double RefractoryPeriod { get; init; }

    /// <summary>u_th: threshold without adaptation, mV.</summary>
    public required double Threshold { get; init; }

    /// <summary>u_r: reset potential, mV.</summary>
    public required double ResetPotential { get; init; }

    /// <summary>c: escape rate at threshold, Hz.</summary>
    public required double EscapeRate { get; init; }

    /// <summary>delta_u: softness of the threshold, mV.</summary>
    public required double NoiseLevel { get; init; }

    /// <summary>tau_s: time constant of the synapses this population makes (it belongs to the source), s.</summary>
    public required double SynapticTimeConstant { get; init; }

    /// <summary>J_theta and tau_theta: the threshold kernel as a sum of exponentials; empty for a population that does not adapt.</summary>
    public ImmutableArray<AdaptationComponent> Adaptation { get; init; } = [];

    /// <summary>
    /// The parameters of which every neuron has a value of its own (<see cref="NeuronParameters"/> draws them); the population's own value of such a
    /// parameter only holds its place. Empty for a homogeneous population.
    /// </summary>
    public ImmutableArray<DrawnParameter> Heterogeneity { get; init; } = [];
}
