using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;

namespace Spikelihood.Cli.Hosting;

/// <summary>The help of a command, with an "Examples:" section at its end.</summary>
/// <param name="rootExamples">The examples of the program itself.</param>
internal sealed class HelpWithExamples(IReadOnlyList<string> rootExamples) : SynchronousCommandLineAction
{
    private readonly HelpAction _help = new();

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        configuration.Output = text;
        var code = _help.Invoke(parseResult);
        configuration.Output = output;

        // The library names the assembly; people type the script's name.
        output.Write(text.ToString().TrimEnd().Replace($"  {RootCommand.ExecutableName} ", "  ./spikelihood ", StringComparison.Ordinal));
        output.WriteLine();
        output.WriteLine();
        output.WriteLine("Examples:");
        foreach (var example in parseResult.CommandResult.Command is Verb verb ? verb.Examples : rootExamples)
        {
            output.WriteLine($"  {example}");
        }

        return code;
    }
}
