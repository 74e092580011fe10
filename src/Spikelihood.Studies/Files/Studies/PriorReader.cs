using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Spikelihood.Models.Networks;
using Spikelihood.Studies.Files.Units;
using Spikelihood.Studies.Files.Yaml;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>Reads the <c>priors</c> of a study: <c>{normal: [0, 4]}</c> or <c>normal(0, 4)</c> for each family or parameter.</summary>
internal static partial class PriorReader
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

    private static PriorSpecification One(string target, YamlValue value)
    {
        if (!value.IsMapping)
        {
            return Written().Match(value.Text()) is { Success: true } match
                ? Checked(target, value, match.Groups["kind"].Value, [value.Part(match.Groups["first"].Value), value.Part(match.Groups["second"].Value)])
                : throw value.Error($"\"{value.Text()}\" is not a prior; write for example {{normal: [0, 4]}} or normal(0, 4)");
        }

        var entries = new YamlMapping(value, []).Entries.ToArray();
        return entries is [var (kind, numbers)]
            ? Checked(target, value, kind, numbers.List())
            : throw value.Error("a prior has one distribution, as in {normal: [0, 4]}");
    }

    private static PriorSpecification Checked(string target, YamlValue place, string kind, ImmutableArray<YamlValue> numbers)
    {
        if (!Kinds.TryGetValue(kind, out var names))
        {
            throw place.Error($"unknown distribution '{kind}'; {NearestName.Hint(kind, Kinds.Keys)}");
        }

        if (numbers.Length != 2)
        {
            throw place.Error($"{kind} takes two numbers, {names.First} and {names.Second}, not {numbers.Length}");
        }

        var first = numbers[0].Number(Dimension.None);
        var second = numbers[1].Number(Dimension.None);
        if (kind == "normal" && Positive.Contains(target.Split('[')[0]))
        {
            throw place.Error($"{target} is positive, but a normal prior allows negative values; use log10_normal or gamma");
        }

        var wrong = second <= 0 ? names.Second : kind == "gamma" && first <= 0 ? names.First : null;
        return wrong is null
            ? new PriorSpecification(target, kind, first, second)
            : throw place.Error($"the {wrong} of {kind} must be greater than 0");
    }

    [GeneratedRegex(@"^\s*(?<kind>\w+)\s*\((?<first>[^,()]*),(?<second>[^,()]*)\)\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
