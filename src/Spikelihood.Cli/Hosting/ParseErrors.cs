using System.CommandLine;
using Spikelihood.Studies.Files;

namespace Spikelihood.Cli.Hosting;

/// <summary>Says in one sentence what is wrong with a command line.</summary>
internal static class ParseErrors
{
    private const string Program = "spikelihood";

    /// <summary>Whether the command cannot be run; <c>--help</c> and <c>--version</c> can be, whatever else is missing.</summary>
    public static bool Matter(ParseResult parsed) => parsed.Action is null || (parsed.Errors.Count > 0 && !parsed.Action.ClearsParseErrors);

    /// <summary>The sentence, with the command whose help tells more.</summary>
    public static string Sentence(ParseResult parsed)
    {
        var names = parsed.CommandResult.Command is RootCommand
            ? [Program]
            : new[] { Program, parsed.CommandResult.Command.Name };
        var help = $"see '{string.Join(' ', names)} --help'";
        return $"{Problem(parsed)}; {help}";
    }

    private static string Problem(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [var unknown, ..])
        {
            var isOption = unknown.StartsWith('-');
            string[] known = isOption
                ? [.. command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(option => option.Recursive)).Select(option => option.Name).Distinct()]
                : [.. command.Subcommands.Select(verb => verb.Name)];
            var what = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
            return $"unknown {what} '{unknown}'{(NearestName.Of(unknown, known) is { } nearest ? $" (did you mean '{nearest}'?)" : "")}";
        }

        var missing = command.Arguments.FirstOrDefault(argument =>
            argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 });
        if (missing is not null)
        {
            return $"{missing.Name} is missing";
        }

        return parsed.Errors.Count == 0 || command.Subcommands.Count > 0
            ? "no command is given"
            : parsed.Errors[0].Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
    }
}
