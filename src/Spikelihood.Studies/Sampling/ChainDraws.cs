using System.Collections.Immutable;
using Spikelihood.Inference.Sampling;

namespace Spikelihood.Studies.Sampling;

/// <summary>One chain in natural units.</summary>
/// <param name="Values">Draw after draw, parameter after parameter.</param>
/// <param name="LogDensities">Log density of each draw, of the coordinates in which it was sampled.</param>
/// <param name="Transitions">How each draw came about; empty for methods that are not Markov chains.</param>
public sealed record ChainDraws(ImmutableArray<double> Values, ImmutableArray<double> LogDensities, ImmutableArray<TransitionInfo> Transitions)
{
    /// <summary>The number of draws.</summary>
    public int Count => LogDensities.Length;

    /// <summary>The parameters of one draw.</summary>
    public ReadOnlySpan<double> Draw(int draw)
    {
        var parameters = Values.Length / Count;
        return Values.AsSpan().Slice(draw * parameters, parameters);
    }
}
