using System.Collections.Immutable;
using Spikelihood.Models.Networks;

namespace Spikelihood.Models.MesoGif.Sequential;

/// <summary>The state of all populations just before a step: what is carried from one piece of the data to the next.</summary>
/// <param name="Step">k: the step that comes next.</param>
/// <param name="Populations">Each population's past.</param>
public sealed record MesoGifState(int Step, ImmutableArray<PopulationSnapshot> Populations)
{
    /// <summary>The silent start before step 0 (René 2020, Algorithm 1): nobody has ever fired, all neurons are free.</summary>
    public static MesoGifState Silent(GifNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var structures = PopulationStructure.Of(network);
        return new(0, [.. structures.Select(structure => new PopulationSnapshot
        {
            Potential = 0,
            Filtered = Zeros(structures.Length),
            Adaptation = Zeros(structure.Components),
            FreeRate = 0,
            Free = structure.Size,
            FreeVariance = 0,
            Spikes = Zeros(PastSteps(structures, structure.Index)),
            Reset = Zeros(structure.AgeBins),
            Survivors = Zeros(structure.AgeBins),
            Variance = Zeros(structure.AgeBins),
            Rate = Zeros(structure.AgeBins),
        })]);
    }

    /// <summary>How many past counts of a population the next step asks for: its age bins, or the longest delay to anyone.</summary>
    internal static int PastSteps(PopulationStructure[] structures, int source) =>
        structures.Max(target => Math.Max(target.DelaySteps[source], structures[source].AgeBins));

    private static ImmutableArray<double> Zeros(int length) => [.. new double[length]];
}
