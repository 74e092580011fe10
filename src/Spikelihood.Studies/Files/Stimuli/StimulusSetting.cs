using System.Collections.Immutable;
using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Studies.Files.Stimuli;

/// <summary>What a stimulus has to fit: the populations it drives, the step it is averaged to, and how recorded ones are read.</summary>
/// <param name="Populations">The populations' names, in order.</param>
/// <param name="TimeStep">The model's time step, s.</param>
/// <param name="ReadSignal">Reads a recorded input (<c>stimulus.csv</c>, mA).</param>
public sealed record StimulusSetting(ImmutableArray<string> Populations, double TimeStep, Func<string, PopulationSeries<double>> ReadSignal)
{
    /// <summary>The setting of a network.</summary>
    public static StimulusSetting Of(GifNetwork network, Func<string, PopulationSeries<double>> readSignal)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new StimulusSetting(network.Names, network.TimeStep, readSignal);
    }
}
