using System.CommandLine;
using Spikelihood.Cli.Hosting;

namespace Spikelihood.Cli.Commands;

/// <summary><c>stats FILE</c>.</summary>
internal static class StatsCommand
{
    public static readonly string[] Examples = [.. SimulateCommand.Examples, "./spikelihood stats runs/micro/spikes.csv"];

    /// <summary>The verb; <paramref name="run"/> is given the file's name.</summary>
    public static Verb Create(Func<string, Session, int> run)
    {
        var file = new Argument<string>("FILE") { Description = "A recording: counts or spikes." };
        return new Verb(
            "stats", "Print the statistics of a recording.", Examples, [file], (parsed, session) => run(parsed.GetRequiredValue(file), session));
    }
}
