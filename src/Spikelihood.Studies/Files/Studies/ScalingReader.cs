using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Models.Networks;
using Spikelihood.Studies.Files.Units;
using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>Reads the <c>scaling</c> of a study: <c>{populations: [2, 10, 20], neurons: [400, 4000], duration: 1 s}</c>.</summary>
internal static class ScalingReader
{
    private const int MostNeurons = 10_000_000;
    private const double UsualDuration = 1;

    public static ScalingOptions Read(YamlValue value, GifNetwork network)
    {
        var mapping = value.Mapping("populations", "neurons", "duration");
        return new(
            Multiples(mapping.Optional("populations"), network.Populations.Length, "populations"),
            Multiples(mapping.Optional("neurons"), network.Populations.Sum(population => population.Size), "neurons"),
            mapping.Optional("duration")?.Number(Dimension.Time, above: 0) ?? UsualDuration);
    }

    private static ImmutableArray<int> Multiples(YamlValue? list, int own, string what) => list is null ? [] : [.. list.List().Select(entry =>
    {
        var number = entry.Whole(own, MostNeurons);
        return number % own == 0 ? number / own : throw entry.Error(string.Create(CultureInfo.InvariantCulture,
            $"the model is enlarged in whole multiples of its {own} {what}, and {number} is none; write a multiple of {own}"));
    })];
}
