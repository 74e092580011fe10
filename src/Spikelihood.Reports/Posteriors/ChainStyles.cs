using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;
using static System.FormattableString;

namespace Spikelihood.Reports.Posteriors;

/// <summary>One look for each chain, the same in every figure.</summary>
internal static class ChainStyles
{
    public static Stroke Of(int chain) => Palette.Chains[chain % Palette.Chains.Count];

    /// <summary>Samples of all looks; beyond their number they begin again.</summary>
    public static ImmutableArray<LegendEntry> Entries(int chains, double width) =>
    [
        .. Enumerable.Range(0, Math.Min(chains, Palette.Chains.Count)).Select(chain => new LegendEntry(Invariant($"chain {chain + 1}"), Of(chain) with { Width = width })),
    ];
}
