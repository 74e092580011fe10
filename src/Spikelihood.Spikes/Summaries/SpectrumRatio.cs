using System.Collections.Immutable;
using Spikelihood.Spikes.Comparison;

namespace Spikelihood.Spikes.Summaries;

/// <summary>The spectrum of B over that of A, band by band; null where one of them says nothing about a band.</summary>
/// <param name="Name">The population.</param>
/// <param name="Ratio">Mean density of B over that of A.</param>
/// <param name="Error">What the standard errors of both leave it.</param>
public sealed record SpectrumRatio(string Name, ImmutableArray<double?> Ratio, ImmutableArray<double?> Error)
{
    internal static SpectrumRatio Of(string name, BandPower[] first, BandPower[] second)
    {
        var ratios = second.Zip(first, (b, a) => b.Over(a)).ToArray();
        return new(name, [.. ratios.Select(ratio => ratio.Mean.OrNull())], [.. ratios.Select(ratio => ratio.Error.OrNull())]);
    }
}
