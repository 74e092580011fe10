using Spikelihood.Cli.Hosting;
using Spikelihood.Models.MesoGif.Sequential;
using Spikelihood.Models.MesoGif.Stationary;
using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using static System.FormattableString;

namespace Spikelihood.Cli.Jobs;

/// <summary>The state in which <c>simulate --start stationary</c> begins.</summary>
internal static class StationaryStart
{
    /// <summary>The least active state that a network can rest in under the mean of its input; says so where there are others.</summary>
    public static MesoGifState Of(GifNetwork network, PopulationSeries<double> input, Session session)
    {
        double[] mean = [.. network.Names.Select((_, i) => input.Of(i).ToArray().Average())];
        var states = new StationaryStates(network, mean).Find();
        if (states.IsEmpty)
        {
            throw new InputException("--start stationary: no stationary state was found under the mean of the input; leave the option out");
        }

        if (states.Length > 1)
        {
            session.Tell(Invariant($"note: there are {states.Length} stationary states under the mean of the input; this begins in the least active one that is not unstable"));
        }

        return (states.FirstOrDefault(state => !state.Repels) ?? states[0]).State;
    }
}
