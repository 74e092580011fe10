using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Spikelihood.Studies.Files.Yaml;

/// <summary>Builds YAML trees of values and writes them as text.</summary>
internal static class YamlOutput
{
    /// <summary>A number with as many digits as its double needs, so that it reads back exactly.</summary>
    public static YamlScalarNode Number(double value) => Plain(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A word that needs no quotes.</summary>
    public static YamlScalarNode Plain(string word) => new(word) { Style = ScalarStyle.Plain };

    /// <summary>Any text; quoted unless it is a simple word.</summary>
    public static YamlScalarNode Text(string text) =>
        new(text) { Style = text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(IsSimple) ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted };

    /// <summary>A list in one line.</summary>
    public static YamlSequenceNode Line(IEnumerable<YamlNode> entries) => new(entries) { Style = SequenceStyle.Flow };

    /// <summary>A single entry, or several in one line.</summary>
    public static YamlNode OneOrLine(IEnumerable<YamlNode> entries) => entries.ToArray() is [var one] ? one : Line(entries);

    /// <summary>The tree as text.</summary>
    public static string Text(YamlNode root)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(new Emitter(writer, new EmitterSettings(2, int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024)), assignAnchors: false);
        var text = writer.ToString();
        const string EndMark = "...\n";
        return text.EndsWith(EndMark, StringComparison.Ordinal) ? text[..^EndMark.Length] : text;
    }

    private static bool IsSimple(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '/' or '-' or '.';
}
