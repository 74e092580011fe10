using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using Spikelihood.Studies.Files.Units;

namespace Spikelihood.Cli.Commands;

/// <summary>Options whose text has to be read: times with units, whole numbers, lists of parameter names.</summary>
internal static partial class WrittenOption
{
    /// <summary>A time above 0; plain numbers are seconds.</summary>
    public static Option<double> Duration(string name, string description) =>
        Time(name, description, seconds => seconds > 0, "must be greater than 0");

    /// <summary>A time from 0 on; plain numbers are seconds.</summary>
    public static Option<double> Moment(string name, string description) =>
        Time(name, description, seconds => seconds >= 0, "must be 0 or more");

    private static Option<double> Time(string name, string description, Func<double, bool> isPossible, string demand) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            var read = Quantity.TryParse(name, result.Tokens[0].Value, Dimension.Time, out var seconds, out var problem);
            if (!read || !isPossible(seconds))
            {
                result.AddError(problem ?? $"{name} {demand}, not {result.Tokens[0].Value}");
            }

            return seconds;
        },
    };

    /// <summary>One of several words.</summary>
    public static Option<string> Choice(string name, string description, params string[] choices) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', choices),
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!choices.Contains(text))
            {
                result.AddError($"{name} takes {string.Join(" or ", choices)}, not '{text}'");
            }

            return text;
        },
    };

    /// <summary>A whole number from <paramref name="least"/> on, or <paramref name="otherwise"/>.</summary>
    public static Option<int> Whole(string name, string description, int least, int otherwise) => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => Number(result, name, least),
    };

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, or none.</summary>
    public static Option<int?> WholeBetween(string name, string description, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        CustomParser = result => Number(result, name, least, most),
    };

    private static int Number(ArgumentResult result, string name, int least, int most = int.MaxValue)
    {
        var text = result.Tokens[0].Value;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
        {
            var range = most == int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $", {least} or more") : string.Create(CultureInfo.InvariantCulture, $" from {least} to {most}");
            result.AddError($"{name} takes a whole number{range}, not '{text}'");
        }

        return number;
    }

    /// <summary>Whole numbers from <paramref name="least"/> on, between commas.</summary>
    public static Option<int[]?> Wholes(string name, string description, int least) => new(name)
    {
        Description = description,
        HelpName = "NUMBERS",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            var numbers = new List<int>();
            foreach (var part in result.Tokens[0].Value.Split(','))
            {
                if (!int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least)
                {
                    result.AddError($"{name} takes whole numbers, {least} or more, between commas, not '{part.Trim()}'");
                    return null;
                }

                numbers.Add(number);
            }

            return [.. numbers];
        },
    };

    /// <summary>Names between commas; the comma inside <c>w[E,I]</c> belongs to the name.</summary>
    public static Option<string[]?> Names(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "NAMES",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => CommaOutsideBrackets()
            .Split(result.Tokens[0].Value)
            .Select(part => part.Trim())
            .Where(part => part.Length > 0)
            .ToArray() is { Length: > 0 } names ? names : Empty(result, name),
    };

    private static string[]? Empty(ArgumentResult result, string name)
    {
        result.AddError($"{name} takes names between commas, as in w,tau_m");
        return null;
    }

    [GeneratedRegex(@",(?![^\[]*\])")]
    private static partial Regex CommaOutsideBrackets();
}
