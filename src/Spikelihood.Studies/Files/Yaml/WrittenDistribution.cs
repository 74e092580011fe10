using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Spikelihood.Studies.Files.Units;

namespace Spikelihood.Studies.Files.Yaml;

/// <summary>A distribution as files name it: <c>{normal: [0, 4]}</c> or <c>normal(0, 4)</c>.</summary>
/// <param name="Kind">The distribution's name.</param>
/// <param name="Numbers">What is between the brackets.</param>
internal sealed partial record WrittenDistribution(string Kind, ImmutableArray<YamlValue> Numbers)
{
    /// <summary>The distribution written at a place; null for a scalar that is none.</summary>
    /// <param name="value">The place.</param>
    /// <param name="what">What it is called in messages, for example <c>a prior</c>.</param>
    public static WrittenDistribution? At(YamlValue value, string what)
    {
        if (!value.IsMapping)
        {
            return Pattern().Match(value.Text()) is { Success: true } match
                ? new(match.Groups["kind"].Value, [value.Part(match.Groups["first"].Value), value.Part(match.Groups["second"].Value)])
                : null;
        }

        return new YamlMapping(value, []).Entries.ToArray() is [var (kind, numbers)]
            ? new(kind, numbers.List())
            : throw value.Error($"{what} has one distribution, as in {{normal: [0, 4]}}");
    }

    /// <summary>The two numbers that a kind of distribution takes.</summary>
    public (double First, double Second) Two(YamlValue place, string first, string second) => Numbers.Length == 2
        ? (Numbers[0].Number(Dimension.None), Numbers[1].Number(Dimension.None))
        : throw place.Error($"{Kind} takes two numbers, {first} and {second}, not {Numbers.Length}");

    [GeneratedRegex(@"^\s*(?<kind>\w+)\s*\((?<first>[^,()]*),(?<second>[^,()]*)\)\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
