using System.Collections.Immutable;

namespace Spikelihood.Models.Networks;

/// <summary>The single-neuron parameters of a population by the names they have in files.</summary>
internal static class NeuronFamily
{
    /// <summary>
    /// Every family that neurons may have values of their own of. The order is part of the random streams' keys: new ones go to the end.
    /// tau_s is not among them, because it belongs to the source and all of a population's spikes share one filter, nor is t_ref, a number of steps.
    /// </summary>
    internal static readonly ImmutableArray<string> All = ["R", "u_rest", "tau_m", "u_th", "u_r", "c", "delta_u", "J_theta", "tau_theta"];

    /// <summary>Whether a neuron can have this value: the bounds of a plain number in a model file.</summary>
    internal static bool Allows(string family, double value) => double.IsFinite(value) && family switch
    {
        "tau_m" or "delta_u" or "tau_theta" => value > 0,
        "R" or "c" => value >= 0,
        _ => true,
    };

    internal static double Read(Population population, string family, int component) => family switch
    {
        "R" => population.Resistance,
        "u_rest" => population.RestingPotential,
        "tau_m" => population.MembraneTimeConstant,
        "u_th" => population.Threshold,
        "u_r" => population.ResetPotential,
        "c" => population.EscapeRate,
        "delta_u" => population.NoiseLevel,
        "J_theta" => population.Adaptation[component].Strength,
        "tau_theta" => population.Adaptation[component].TimeConstant,
        _ => throw Unknown(family),
    };

    internal static Population Write(Population population, string family, int component, double value) => family switch
    {
        "R" => population with { Resistance = value },
        "u_rest" => population with { RestingPotential = value },
        "tau_m" => population with { MembraneTimeConstant = value },
        "u_th" => population with { Threshold = value },
        "u_r" => population with { ResetPotential = value },
        "c" => population with { EscapeRate = value },
        "delta_u" => population with { NoiseLevel = value },
        "J_theta" => Adapting(population, component, old => old with { Strength = value }),
        "tau_theta" => Adapting(population, component, old => old with { TimeConstant = value }),
        _ => throw Unknown(family),
    };

    private static Population Adapting(Population population, int component, Func<AdaptationComponent, AdaptationComponent> change) =>
        population with { Adaptation = population.Adaptation.SetItem(component, change(population.Adaptation[component])) };

    private static ArgumentException Unknown(string family) =>
        new($"Neurons have no values of their own of {family}; only of {string.Join(", ", All)}.", nameof(family));
}
