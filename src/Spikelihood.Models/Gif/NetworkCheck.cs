using System.Globalization;
using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Models.Gif;

/// <summary>Says in one sentence why a network cannot be simulated. Names are those of the keys in a model file.</summary>
internal static class NetworkCheck
{
    /// <exception cref="InputException">When a value is impossible.</exception>
    internal static void Require(GifNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        That(double.IsFinite(network.TimeStep) && network.TimeStep > 0, $"time_step is {network.TimeStep} s; it must be positive.");
        That(!network.Populations.IsDefaultOrEmpty, $"populations is empty; a network needs at least one.");
        foreach (var population in network.Populations)
        {
            Population(population);
        }

        Connections(network);
        Memory(network);
    }

    // Said before the machine is brought down by it: synapses grow with the square of the size.
    private static void Memory(GifNetwork network)
    {
        const double BytesPerNeuron = 200, BytesPerSynapse = 2, BytesPerList = 4;
        double neurons = network.Populations.Sum(population => (double)population.Size), synapses = 0, lists = 0;
        for (var target = 0; target < network.Populations.Length; target++)
        {
            for (var source = 0; source < network.Populations.Length; source++)
            {
                double p = network.Connections.Probability[target, source], w = network.Connections.Weight[target, source];
                var isListed = p != 0 && w != 0 && !Wiring.IsUniform(network, target, source);
                synapses += isListed ? p * network.Populations[target].Size * network.Populations[source].Size : 0;
                lists += isListed ? Math.Ceiling(network.Populations[target].Size / (double)NeuronRange.Largest) * network.Populations[source].Size : 0;
            }
        }

        var (needed, there) = (neurons * BytesPerNeuron + synapses * BytesPerSynapse + lists * BytesPerList, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        That(needed < there, $"{neurons} neurons with {synapses:G3} connections need {needed / 1e9:G3} GB of memory and there are {there / 1e9:G3}; give smaller sizes or a smaller p, or simulate populations (level meso).");
    }

    private static void Population(Population p)
    {
        That(p.Size >= 1, $"size of {p.Name} is {p.Size}; a population needs at least one neuron.");
        Finite(p.Resistance, "R", p);
        Finite(p.RestingPotential, "u_rest", p);
        Finite(p.Threshold, "u_th", p);
        Finite(p.ResetPotential, "u_r", p);
        Positive(p.MembraneTimeConstant, "tau_m", p);
        Positive(p.NoiseLevel, "delta_u", p);
        Positive(p.SynapticTimeConstant, "tau_s", p);
        That(double.IsFinite(p.EscapeRate) && p.EscapeRate >= 0, $"c of {p.Name} is {p.EscapeRate} Hz; it must be a number that is not negative.");
        That(double.IsFinite(p.RefractoryPeriod) && p.RefractoryPeriod >= 0, $"t_ref of {p.Name} is {p.RefractoryPeriod} s; it must be a number that is not negative.");
        foreach (var component in p.Adaptation)
        {
            Finite(component.Strength, "J_theta", p);
            Positive(component.TimeConstant, "tau_theta", p);
            // The kernel is started at the spike with exp(t_ref / tau_theta) times its height at t_ref, which must be a number.
            That(p.RefractoryPeriod < 700 * component.TimeConstant,
                $"tau_theta of {p.Name} is {component.TimeConstant} s, less than a 700th of t_ref; such adaptation has no effect: remove it.");
        }
    }

    private static void Connections(GifNetwork network)
    {
        var connections = network.Connections;
        var size = network.Populations.Length;
        That(connections.Probability.Size == size && connections.Weight.Size == size && connections.Delay.Size == size,
            $"the tables p, w and delay must have {size} rows and columns, one for each population.");
        for (var target = 0; target < size; target++)
        {
            for (var source = 0; source < size; source++)
            {
                var pair = $"[{network.Populations[target].Name},{network.Populations[source].Name}]";
                double p = connections.Probability[target, source], w = connections.Weight[target, source];
                That(p is >= 0 and <= 1, $"p{pair} is {p}; a connection probability lies between 0 and 1.");
                That(double.IsFinite(w), $"w{pair} is {w}; it must be a finite number.");
            }
        }
    }

    private static void Finite(double value, string key, Population p) => That(double.IsFinite(value), $"{key} of {p.Name} is {value}; it must be a finite number.");

    private static void Positive(double value, string key, Population p) =>
        That(double.IsFinite(value) && value > 0, $"{key} of {p.Name} is {value}; it must be a positive number.");

    private static void That(bool condition, FormattableString otherwise)
    {
        if (!condition)
        {
            throw new InputException(otherwise.ToString(CultureInfo.InvariantCulture));
        }
    }
}
