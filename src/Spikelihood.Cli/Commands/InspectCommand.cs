using System.CommandLine;
using Spikelihood.Cli.Hosting;

namespace Spikelihood.Cli.Commands;

/// <summary><c>inspect FILE</c>.</summary>
internal static class InspectCommand
{
    public static readonly string[] Examples = [.. SimulateCommand.Examples, "./spikelihood inspect runs/micro/spikes.csv"];

    /// <summary>The verb; <paramref name="run"/> is given the file's name.</summary>
    public static Verb Create(Func<string, Session, int> run)
    {
        var file = new Argument<string>("FILE") { Description = "A data file: counts, spikes or input." };
        return new Verb(
            "inspect", "Say what is in a data file.", Examples, [file], (parsed, session) => run(parsed.GetRequiredValue(file), session));
    }
}
