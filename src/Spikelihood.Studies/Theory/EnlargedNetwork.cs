using System.Globalization;
using Spikelihood.Models.Networks;

namespace Spikelihood.Studies.Theory;

/// <summary>
/// Larger versions of a network in which a neuron receives the same mean input: populations repeated, every copy connected to all, with weights divided
/// by the number of copies; and populations multiplied in size, with weights divided by the factor.
/// </summary>
internal static class EnlargedNetwork
{
    /// <summary>Repeats the populations and multiplies their sizes.</summary>
    /// <param name="network">The network.</param>
    /// <param name="copies">How often its populations are repeated.</param>
    /// <param name="factor">By how much each population grows.</param>
    public static GifNetwork Of(GifNetwork network, int copies, int factor)
    {
        var size = network.Populations.Length;
        SquareTable Repeat(SquareTable table, double scale) =>
            SquareTable.Build(size * copies, (target, source) => table[target % size, source % size] * scale);
        return network with
        {
            Populations =
            [
                .. Enumerable.Range(1, copies).SelectMany(copy => network.Populations.Select(population => population with
                {
                    Name = copies == 1 ? population.Name : population.Name + copy.ToString(CultureInfo.InvariantCulture),
                    Size = population.Size * factor,
                })),
            ],
            AgeBins = network.AgeBins is { } bins ? [.. Enumerable.Range(0, copies).SelectMany(_ => bins)] : null,
            Connections = network.Connections with
            {
                Probability = Repeat(network.Connections.Probability, 1),
                Weight = Repeat(network.Connections.Weight, 1.0 / (copies * factor)),
                Delay = Repeat(network.Connections.Delay, 1),
            },
        };
    }
}
