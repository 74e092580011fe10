using System.Collections.Immutable;

namespace Spikelihood.Studies.Sampling;

/// <summary>Draws of a posterior in natural units, chain by chain, as they stand in the files of a run.</summary>
/// <param name="Names">The parameters, for example <c>w[E,I]</c>, in the order of each draw.</param>
/// <param name="Chains">The chains; all have the same number of draws.</param>
public sealed record PosteriorDraws(ImmutableArray<string> Names, ImmutableArray<ChainDraws> Chains)
{
    /// <summary>The number of draws of each chain.</summary>
    public int DrawsPerChain => Chains[0].Count;

    /// <summary>One parameter's values: [chain][draw].</summary>
    public double[][] Of(int parameter) => [.. Chains.Select(chain => Enumerable.Range(0, chain.Count).Select(draw => chain.Draw(draw)[parameter]).ToArray())];
}
