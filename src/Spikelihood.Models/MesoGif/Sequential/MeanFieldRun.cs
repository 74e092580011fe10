using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.MesoGif.Sequential;

/// <summary>The model without noise: every step's count is the expected one, as in populations without end. What it is near, it goes to.</summary>
/// <param name="network">The network.</param>
public sealed class MeanFieldRun(GifNetwork network)
{
    private readonly SequentialRun _run = new(network);

    /// <summary>Goes on from a state for as long as the stimulus lasts.</summary>
    /// <param name="state">Where to begin.</param>
    /// <param name="stimulus">External input, mA, from the state's step on.</param>
    /// <returns>The state at the end, and the expected counts by population and step.</returns>
    public (MesoGifState State, PopulationSeries<double> Expected) Follow(MesoGifState state, PopulationSeries<double> stimulus)
    {
        ArgumentNullException.ThrowIfNull(stimulus);
        var expected = _run.Structures.Select(_ => new double[stimulus.Steps]).ToArray();
        var end = _run.Follow(state, stimulus, (population, step, count) => expected[population][step] = count);
        return (end, new(network.Names, network.TimeStep, expected));
    }
}
