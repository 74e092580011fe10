using System.Text.RegularExpressions;
using Spikelihood.Spikes.Files;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Spikelihood.Studies.Files.Yaml;

/// <summary>Reads YAML text into its one document's root, or says in one sentence why it cannot.</summary>
internal static partial class YamlText
{
    private const int DeepestNesting = 64;
    private const long LargestFile = 4 << 20;

    /// <summary>The root of the document in the file at <paramref name="path"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What the file is meant to be, with its article: <c>a model file</c>.</param>
    public static YamlValue Read(string path, string what)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new InputException(path, null, Directory.Exists(path)
                ? $"this is a folder; give the name of {what}"
                : "there is no such file; check the name and the folder");
        }

        if (file.Length > LargestFile)
        {
            throw new InputException(path, null, $"this is too large to be {what}; give the YAML file, not the data");
        }

        try
        {
            return Parse(File.ReadAllText(path), path, what);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, null, "the file cannot be read; check its permissions");
        }
    }

    /// <summary>The root of the document in <paramref name="text"/>.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">What to call its source in messages.</param>
    /// <param name="what">What it is meant to be, with its article.</param>
    public static YamlValue Parse(string text, string file, string what)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new InputException(file, null, $"this is not a text file; give {what} in YAML");
        }

        var parser = new Parser(new StringReader(text));
        try
        {
            RefuseDeepNesting(parser, file);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 0 || stream.Documents[0].RootNode is YamlScalarNode { Value: null or "" })
            {
                throw new InputException(file, null, $"the file is empty; it should be {what}");
            }

            if (stream.Documents.Count > 1)
            {
                var second = stream.Documents[1].RootNode.Start.Line;
                throw new InputException(file, $"line {second}", "a second document begins here; keep one document in a file (no '---' in between)");
            }

            return new YamlValue(stream.Documents[0].RootNode, file, "");
        }
        catch (YamlException error)
        {
            var (line, sentence) = Explained(error, text);
            throw new InputException(file, $"line {Math.Max(1, line)}", sentence);
        }
        catch (Exception stumble) when (stumble is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            // The library's scanner stumbles over some broken text instead of naming it, such as a '[:' inside a list.
            throw new InputException(file, $"line {parser.Current?.End.Line ?? 1}", "this is not valid YAML; look for a stray bracket, colon or quote");
        }
    }

    // The tree is built recursively: a file of a hundred thousand brackets would end the process.
    private static void RefuseDeepNesting(Parser parser, string file)
    {
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > DeepestNesting + 2 && parser.Current is MappingStart or SequenceStart)
            {
                throw new InputException(file, $"line {parser.Current.Start.Line}", "brackets or indentation are nested too deeply");
            }
        }
    }

    private static (long Line, string Sentence) Explained(YamlException error, string text)
    {
        if (error.Message.Contains("uplicate key", StringComparison.Ordinal))
        {
            var line = Line(text, error.Start.Line);
            var from = (int)Math.Clamp(error.Start.Column - 1, 0, line.Length);
            var to = error.End.Line == error.Start.Line ? (int)Math.Clamp(error.End.Column - 1, from, line.Length) : line.Length;
            return (error.Start.Line, $"the key '{line[from..to].Trim().Trim('\'', '"')}' is given twice; keep one");
        }

        if (error is AnchorNotFoundException && Quoted().Match(error.Message) is { Success: true } quoted)
        {
            // The library does not say where the alias stands.
            var alias = quoted.Groups[1].Value;
            var before = text.Split($"*{alias}")[0];
            return (1 + before.Count(letter => letter == '\n'), $"the alias *{alias} refers to an anchor &{alias} that is not defined above it");
        }

        var hint = BracketedName().IsMatch(Line(text, error.Start.Line)) ? "; a name with brackets needs quotes inside a list, as in \"w[E,I]\"" : "";
        var problem = Lowered(Marks().Replace(error.Message, "").Trim().TrimEnd('.'));
        return (error.Start.Line, $"this is not valid YAML ({problem}){hint}");
    }

    private static string Line(string text, long number) => text.Split('\n').ElementAtOrDefault((int)number - 1) ?? "";

    private static string Lowered(string sentence) => sentence.Length == 0 ? "it cannot be read" : char.ToLowerInvariant(sentence[0]) + sentence[1..];

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\w\[")]
    private static partial Regex BracketedName();

    [GeneratedRegex(@"^(\(Line: \d+, Col: \d+, Idx: \d+\)( - )?)+:?")]
    private static partial Regex Marks();
}
