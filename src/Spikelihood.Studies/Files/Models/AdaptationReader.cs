using System.Collections.Immutable;
using Spikelihood.Models.Networks;
using Spikelihood.Studies.Files.Units;
using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files.Models;

/// <summary>Reads <c>J_theta</c> and <c>tau_theta</c> of a population: one value or distribution, or a list.</summary>
internal static class AdaptationReader
{
    /// <summary>The components; distributions go to <paramref name="drawn"/>.</summary>
    public static ImmutableArray<AdaptationComponent> Read(YamlMapping entry, ImmutableArray<DrawnParameter>.Builder drawn)
    {
        var strengths = entry.Optional("J_theta") is { } strength ? Each(strength) : [];
        var times = entry.Optional("tau_theta") is { } time ? Each(time) : [];
        if (strengths.IsEmpty && !times.IsEmpty)
        {
            throw times[0].Error("tau_theta without J_theta; add J_theta, or leave both out for a population that does not adapt");
        }

        var isNone = strengths.Select(value => WrittenDistribution.At(value, "J_theta") is null && value.Number(Dimension.KernelArea) == 0).ToArray();
        if (times.IsEmpty && isNone.All(none => none))
        {
            return [];
        }

        if (strengths.Length != times.Length)
        {
            throw entry.Required(times.IsEmpty ? "J_theta" : "tau_theta").Error(
                $"J_theta has {Counted.Entries(strengths.Length)} and tau_theta {Counted.Entries(times.Length)}; give one time constant for each strength");
        }

        var components = ImmutableArray.CreateBuilder<AdaptationComponent>();
        for (var i = 0; i < times.Length; i++)
        {
            // A kernel without area changes nothing; leaving it out keeps "does not adapt" a single thing.
            var found = isNone[i] ? ImmutableArray.CreateBuilder<DrawnParameter>() : drawn;
            var component = new AdaptationComponent(
                NeuronValueReader.Read(strengths[i], "J_theta", components.Count, found, value => value.Number(Dimension.KernelArea)),
                NeuronValueReader.Read(times[i], "tau_theta", components.Count, found, value => value.Number(Dimension.Time, above: 0)));
            if (!isNone[i])
            {
                components.Add(component);
            }
        }

        return components.ToImmutable();
    }

    private static ImmutableArray<YamlValue> Each(YamlValue value) => value.IsList ? value.List() : [value];
}
