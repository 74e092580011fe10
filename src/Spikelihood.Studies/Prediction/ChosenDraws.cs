using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Studies.Prediction;

/// <summary>Which draws of a posterior are simulated.</summary>
internal static class ChosenDraws
{
    /// <summary>Different draws, chosen at random from all chains (the stream (seed, PosteriorPredictions, 0)); all of them when there are no more.</summary>
    public static (int Chain, int Draw)[] Of(PosteriorDraws draws, int number, ulong seed)
    {
        var all = draws.Chains.SelectMany((chain, c) => Enumerable.Range(0, chain.Count).Select(draw => (Chain: c, Draw: draw))).ToArray();
        var rng = new Rng(seed, StreamPurpose.PosteriorPredictions, 0);
        for (var i = 0; i < Math.Min(number, all.Length); i++)
        {
            var other = i + rng.NextInt(all.Length - i);
            (all[i], all[other]) = (all[other], all[i]);
        }

        return all[..Math.Min(number, all.Length)];
    }

    /// <summary>The draw with the highest density.</summary>
    public static (int Chain, int Draw) Highest(PosteriorDraws draws) => draws.Chains
        .SelectMany((chain, c) => chain.LogDensities.Select((density, draw) => (Place: (c, draw), Density: density)))
        .MaxBy(item => item.Density).Place;
}
