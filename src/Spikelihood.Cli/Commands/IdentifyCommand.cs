using System.CommandLine;
using Spikelihood.Cli.Hosting;

namespace Spikelihood.Cli.Commands;

/// <summary><c>identify STUDY|RUN</c>.</summary>
internal static class IdentifyCommand
{
    public static readonly string[] Examples = ["./spikelihood identify examples/two-population.yaml"];

    /// <summary>The verb; <paramref name="run"/> is given the study file or the run's folder.</summary>
    public static Verb Create(Func<string, Session, int> run)
    {
        var subject = new Argument<string>("STUDY|RUN") { Description = "A study file: at its model's own values. Or the folder of a finished run: at the best point of its fit." };
        return new Verb(
            "identify",
            "What the data determine of what a study infers: degenerate directions by name, what to fix, and how well the rest would be known.",
            Examples,
            [subject],
            (parsed, session) => run(parsed.GetRequiredValue(subject), session));
    }
}
