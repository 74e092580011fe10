using System.CommandLine;
using Spikelihood.Cli.Hosting;

namespace Spikelihood.Cli.Commands;

/// <summary>What <c>stats</c> is asked to do.</summary>
/// <param name="File">A recording.</param>
/// <param name="Sizes">Where the populations' sizes come from.</param>
internal sealed record StatsRequest(string File, SizesRequest Sizes);

/// <summary>Numbers of neurons by which activity is divided.</summary>
/// <param name="Sizes">As typed; null when they were not.</param>
/// <param name="Model">The model file that has them; null for none.</param>
internal sealed record SizesRequest(IReadOnlyList<int>? Sizes, string? Model)
{
    /// <summary>The option that gives the numbers.</summary>
    public static Option<int[]?> SizesOption() =>
        WrittenOption.Wholes("--sizes", "Neurons in each population, between commas, so that activity is per neuron.", least: 1);

    /// <summary>The option that names a model file.</summary>
    public static Option<string?> ModelOption() => new("--model") { Description = "A model file that has the populations' sizes.", HelpName = "MODEL" };
}

/// <summary><c>stats FILE</c>.</summary>
internal static class StatsCommand
{
    public static readonly string[] Examples =
    [
        "./spikelihood stats examples/retina_maccione_300s.spikes.csv.gz",
        "./spikelihood stats examples/recordings/micro.counts.csv --model examples/two-population.model.yaml",
    ];

    public static Verb Create(Func<StatsRequest, Session, int> run)
    {
        var file = new Argument<string>("FILE") { Description = "A recording: counts or spikes." };
        var sizes = SizesRequest.SizesOption();
        var model = SizesRequest.ModelOption();
        return new Verb(
            "stats",
            "Print the statistics of a recording.",
            Examples,
            [file, sizes, model],
            (parsed, session) => run(
                new StatsRequest(parsed.GetRequiredValue(file), new SizesRequest(parsed.GetResult(sizes) is null ? null : parsed.GetValue(sizes), parsed.GetValue(model))),
                session));
    }
}
