using Spikelihood.Models.Networks;

namespace Spikelihood.Models.MesoGif;

/// <summary>What stays fixed of one population while its parameters vary: sizes and everything counted in steps.</summary>
internal sealed record PopulationStructure
{
    /// <summary>Number of the population.</summary>
    public required int Index { get; init; }

    /// <summary>N.</summary>
    public required int Size { get; init; }

    /// <summary>k_ref: refractory steps; a neuron younger than this is silent.</summary>
    public required int RefractorySteps { get; init; }

    /// <summary>K: age bins; older neurons are free.</summary>
    public required int AgeBins { get; init; }

    /// <summary>Number of adaptation components.</summary>
    public required int Components { get; init; }

    /// <summary>Delay from each source, steps.</summary>
    public required int[] DelaySteps { get; init; }

    /// <summary>N of each source.</summary>
    public required int[] SourceSizes { get; init; }

    /// <summary>dt, s.</summary>
    public required double TimeStep { get; init; }

    /// <summary>The last age at which the potential is still u_r.</summary>
    public int ResetAge => Math.Max(RefractorySteps - 1, 1);

    /// <summary>The structure of every population of a network.</summary>
    public static PopulationStructure[] Of(GifNetwork network)
    {
        var dt = network.TimeStep;
        var sizes = network.Populations.Select(population => population.Size).ToArray();
        var bins = AgeWindow.For(network);
        return [.. network.Populations.Select((population, i) => new PopulationStructure
        {
            Index = i,
            Size = population.Size,
            RefractorySteps = (int)Math.Round(population.RefractoryPeriod / dt),
            AgeBins = bins[i],
            Components = population.Adaptation.Length,
            DelaySteps = [.. Enumerable.Range(0, sizes.Length).Select(source => (int)Math.Round(network.Connections.Delay[i, source] / dt))],
            SourceSizes = sizes,
            TimeStep = dt,
        })];
    }
}
