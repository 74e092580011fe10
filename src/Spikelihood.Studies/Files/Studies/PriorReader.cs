using System.Collections.Frozen;
using System.Collections.Immutable;
using Spikelihood.Models.Networks;
using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>Reads the <c>priors</c> of a study: <c>{normal: [0, 4]}</c> or <c>normal(0, 4)</c> for each family or parameter.</summary>
internal static class PriorReader
{
    private static readonly Dictionary<string, (string First, string Second)> Kinds = new()
    {
        ["normal"] = ("mean", "standard deviation"),
        ["log10_normal"] = ("mean", "standard deviation"),
        ["gamma"] = ("shape", "scale"),
    };

    /// <summary>The families of which no value is negative; they are fitted on a logarithmic axis.</summary>
    public static readonly FrozenSet<string> Positive = ["R", "tau_m", "c", "delta_u", "tau_s", "J_theta", "tau_theta"];

    public static ImmutableArray<PriorSpecification> Read(YamlValue value, GifNetwork network)
    {
        var seen = new HashSet<string>();
        return [.. new YamlMapping(value, []).Entries.Select(entry =>
        {
            var target = ParameterTarget.Tidy(entry.Key);
            if (ParameterTarget.Problem(target, network) is { } problem)
            {
                throw entry.Value.Error(problem);
            }

            return seen.Add(target) ? One(target, entry.Value) : throw entry.Value.Error($"two priors are given for '{target}'; keep one");
        })];
    }

    private static PriorSpecification One(string target, YamlValue place)
    {
        if (WrittenDistribution.At(place, "a prior") is not { } written)
        {
            throw place.Error($"\"{place.Text()}\" is not a prior; write for example {{normal: [0, 4]}} or normal(0, 4)");
        }

        var kind = written.Kind;
        if (!Kinds.TryGetValue(kind, out var names))
        {
            throw place.Error($"unknown distribution '{kind}'; {NearestName.Hint(kind, Kinds.Keys)}");
        }

        var (first, second) = written.Two(place, names.First, names.Second);
        if (kind == "normal" && Positive.Contains(target.Split('[')[0]))
        {
            throw place.Error($"{target} is positive, but a normal prior allows negative values; use log10_normal or gamma");
        }

        var wrong = second <= 0 ? names.Second : kind == "gamma" && first <= 0 ? names.First : null;
        return wrong is null
            ? new PriorSpecification(target, kind, first, second)
            : throw place.Error($"the {wrong} of {kind} must be greater than 0");
    }
}
