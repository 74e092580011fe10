using System.CommandLine;
using Spikelihood.Cli.Hosting;

namespace Spikelihood.Cli.Commands;

/// <summary><c>inspect FILE</c>.</summary>
internal static class InspectCommand
{
    public static readonly string[] Examples =
    [
        "./spikelihood inspect examples/two-population.model.yaml",
        "./spikelihood inspect examples/retina_maccione_300s.spikes.csv.gz",
    ];

    /// <summary>The verb; <paramref name="run"/> is given the file's name.</summary>
    public static Verb Create(Func<string, Session, int> run)
    {
        var file = new Argument<string>("FILE") { Description = "A data file (counts, spikes or input), a model or a study." };
        return new Verb(
            "inspect", "Say what is in a file.", Examples, [file], (parsed, session) => run(parsed.GetRequiredValue(file), session));
    }
}
