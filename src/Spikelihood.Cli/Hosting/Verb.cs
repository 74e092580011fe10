using System.CommandLine;

namespace Spikelihood.Cli.Hosting;

/// <summary>A command that runs in a <see cref="Session"/> and shows examples in its help.</summary>
internal sealed class Verb : Command
{
    /// <summary>A verb.</summary>
    /// <param name="name">What one types.</param>
    /// <param name="description">What it does.</param>
    /// <param name="examples">Command lines that work, one after the other, as typed in the repository's root.</param>
    /// <param name="symbols">Its arguments and options, in the order of the help.</param>
    /// <param name="run">Does the work and gives the exit code.</param>
    public Verb(string name, string description, string[] examples, Symbol[] symbols, Func<ParseResult, Session, int> run)
        : base(name, description)
    {
        Examples = examples;
        foreach (var argument in symbols.OfType<Argument>())
        {
            Arguments.Add(argument);
        }

        foreach (var option in symbols.OfType<Option>())
        {
            Options.Add(option);
        }

        SetAction(parsed => run(parsed, ((SessionConfiguration)parsed.InvocationConfiguration).OpenSession()));
    }

    /// <summary>Command lines that work as typed.</summary>
    public IReadOnlyList<string> Examples { get; }
}
