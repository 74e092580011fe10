using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files.Units;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Spikelihood.Studies.Files.Yaml;

/// <summary>A node of a YAML file that knows its place, so that every mistake can be pointed at.</summary>
/// <param name="node">The node.</param>
/// <param name="file">The file's name as the user gave it.</param>
/// <param name="path">The way to the node, such as <c>populations[0].tau_m</c>; empty for the root.</param>
/// <param name="line">Its line, when that is not the node's own.</param>
internal sealed partial class YamlValue(YamlNode node, string file, string path, long? line = null)
{
    /// <summary>The node itself.</summary>
    public YamlNode Node => node;

    /// <summary>The file's name as the user gave it.</summary>
    public string File => file;

    /// <summary>The way to this node from the root.</summary>
    public string Path => path;

    /// <summary>The last part of the way: what the value is called.</summary>
    public string Name => LastPart().Match(path) is { Success: true } match ? match.Value : "the file";

    /// <summary>Whether this is a <c>[list]</c>.</summary>
    public bool IsList => node is YamlSequenceNode;

    /// <summary>Whether this is a <c>{mapping}</c>.</summary>
    public bool IsMapping => node is YamlMappingNode;

    /// <summary>The mistake made here.</summary>
    public InputException Error(string sentence) =>
        new(file, string.Create(CultureInfo.InvariantCulture, $"line {line ?? node.Start.Line}{(path.Length == 0 ? "" : ", ")}{path}"), sentence);

    /// <summary>The node below under <paramref name="key"/>.</summary>
    public YamlValue Below(string key, YamlNode child) => new(child, file, path.Length == 0 ? key : $"{path}.{key}");

    /// <summary>A piece of this scalar's text, at the same place.</summary>
    public YamlValue Part(string text) => new(new YamlScalarNode(text.Trim()) { Style = ScalarStyle.Plain }, file, path, node.Start.Line);

    /// <summary>This value as a mapping with no other keys than <paramref name="keys"/>.</summary>
    public YamlMapping Mapping(params string[] keys) => new(this, keys);

    /// <summary>The entries of a list.</summary>
    public ImmutableArray<YamlValue> List() => node is YamlSequenceNode list
        ? [.. list.Children.Select((child, index) => new YamlValue(child, file, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")))]
        : throw Error($"{Name} must be a list, as in [a, b]");

    /// <summary>A scalar's text.</summary>
    public string Text()
    {
        if (node is not YamlScalarNode scalar)
        {
            throw Error($"{Name} must be a single value, not a {(IsList ? "list" : "mapping")}");
        }

        return IsNull(scalar) ? throw Error($"{Name} has no value; give one or leave the key out") : scalar.Value!;
    }

    /// <summary>One of the <paramref name="choices"/>.</summary>
    public string Choice(string what, params string[] choices)
    {
        var text = Text();
        return choices.Contains(text) ? text : throw Error($"unknown {what} '{text}'; {Choices(text, choices)}");
    }

    /// <summary>A finite number.</summary>
    /// <param name="dimension">What it measures.</param>
    /// <param name="above">An exclusive lower bound, in the dimension's unit.</param>
    /// <param name="atLeast">An inclusive lower bound.</param>
    /// <param name="atMost">An inclusive upper bound.</param>
    public double Number(Dimension dimension, double? above = null, double? atLeast = null, double? atMost = null)
    {
        var text = Text();
        if (!Quantity.TryParse(Name, text, dimension, out var value, out var problem))
        {
            throw Error(problem!);
        }

        var unit = dimension.Unit.Length == 0 ? "" : " " + dimension.Unit;
        var wrong = (above, atLeast, atMost) switch
        {
            ({ } bound, _, _) when value <= bound => $"greater than {Words(bound)}{(bound == 0 ? "" : unit)}",
            (_, { } low, { } high) when value < low || value > high => $"from {Words(low)} to {Words(high)}{unit}",
            (_, { } low, _) when value < low => $"{Words(low)}{(low == 0 ? "" : unit)} or more",
            _ => null,
        };
        return wrong is null ? value : throw Error($"{Name} must be {wrong}, not {text}");
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Whole(int least, int most = int.MaxValue)
    {
        var value = Number(Dimension.None);
        return value == Math.Floor(value) && value >= least && value <= most
            ? (int)value
            : throw Error(string.Create(CultureInfo.InvariantCulture,
                $"{Name} must be a whole number{(most == int.MaxValue || value < least ? $", {least} or more" : $", {most} at most")}, not {Text()}"));
    }

    /// <summary>A seed: a whole number of up to 64 bits.</summary>
    public ulong Seed() => ulong.TryParse(Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : throw Error($"{Name} must be a whole number, 0 or more, not {Text()}");

    private static string Words(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Choices(string text, string[] choices) =>
        (NearestName.Of(text, choices) is { } nearest ? $"did you mean '{nearest}'? " : "") +
        $"{(choices.Length == 1 ? "the only choice is" : "the choices are")} {string.Join(", ", choices)}";

    private static bool IsNull(YamlScalarNode scalar) =>
        scalar.Style is ScalarStyle.Plain or ScalarStyle.Any && scalar.Value is null or "" or "~" or "null" or "Null" or "NULL";

    [GeneratedRegex(@"[^.\[\]]+(\[\d+\])*$")]
    private static partial Regex LastPart();
}
