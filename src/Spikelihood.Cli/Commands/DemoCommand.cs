using System.CommandLine;
using Spikelihood.Cli.Hosting;

namespace Spikelihood.Cli.Commands;

/// <summary><c>demo [--out RUN]</c>.</summary>
internal static class DemoCommand
{
    public static readonly string[] Examples = ["./spikelihood demo"];

    /// <summary>The verb; <paramref name="run"/> is given the run's folder.</summary>
    public static Verb Create(Func<string, Session, int> run)
    {
        var folder = new Option<string>("--out") { Description = "The run's folder.", HelpName = "RUN", DefaultValueFactory = _ => "runs/demo" };
        return new Verb(
            "demo",
            "The shipped example from beginning to end: simulate two populations of neurons, recover 14 parameters from their spike counts, write the report.",
            Examples,
            [folder],
            (parsed, session) => run(parsed.GetRequiredValue(folder), session));
    }
}
