using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Spikelihood.Cli.Hosting;

/// <summary>The options that every verb understands.</summary>
internal static class GlobalOptions
{
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON object on standard output and nothing else.",
        Recursive = true,
    };

    public static Option<ulong?> Seed { get; } = new("--seed")
    {
        Description = "Fix every random choice.",
        HelpName = "NUMBER",
        Recursive = true,
        CustomParser = result => Parsed(result, (string text, out ulong seed) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed), "0"),
    };

    public static Option<int?> Threads { get; } = new("--threads")
    {
        Description = "How many threads to use; all cores by default. The results do not depend on it.",
        HelpName = "NUMBER",
        Recursive = true,
        CustomParser = result => Parsed(result, (string text, out int threads) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out threads) && threads > 0, "1"),
    };

    public static Option<bool> Debug { get; } = new("--debug")
    {
        Description = "Show the stack trace of an unexpected error.",
        Recursive = true,
    };

    private delegate bool TryParse<T>(string text, out T value);

    private static T? Parsed<T>(ArgumentResult result, TryParse<T> tryParse, string least)
        where T : struct
    {
        if (tryParse(result.Tokens[0].Value, out var value))
        {
            return value;
        }

        var option = (result.Parent as OptionResult)?.IdentifierToken?.Value ?? result.Argument.Name;
        result.AddError($"{option} takes a whole number, {least} or more, not '{result.Tokens[0].Value}'");
        return null;
    }
}
