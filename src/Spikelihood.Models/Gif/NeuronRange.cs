namespace Spikelihood.Models.Gif;

/// <summary>
/// Neighbouring neurons of one population that are advanced together, several steps at a time: few enough that their state stays in the cache of one
/// core, and that an index among them fits 16 bits.
/// </summary>
/// <param name="First">The first neuron's index within the population.</param>
/// <param name="Size">How many.</param>
internal readonly record struct NeuronRange(int First, int Size)
{
    /// <summary>The most neurons in a range: 48 bytes of state each, 400 kB.</summary>
    internal const int Largest = 8192;

    /// <summary>The neuron after the last.</summary>
    internal int End => First + Size;

    /// <summary>Cuts a population into ranges of nearly equal size, all but the last a multiple of the vectors' width.</summary>
    internal static NeuronRange[] Cut(int population)
    {
        var parts = (population + Largest - 1) / Largest;
        var each = ((population + parts - 1) / parts + NeuronKernels.Lanes - 1) / NeuronKernels.Lanes * NeuronKernels.Lanes;
        var ranges = new List<NeuronRange>();
        for (var first = 0; first < population; first += each)
        {
            ranges.Add(new NeuronRange(first, Math.Min(each, population - first)));
        }

        return [.. ranges];
    }
}
