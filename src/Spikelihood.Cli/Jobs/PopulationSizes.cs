using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Cli.Commands;
using Spikelihood.Models.Networks;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Files;
using Spikelihood.Studies.Files.Models;

namespace Spikelihood.Cli.Jobs;

/// <summary>How many neurons the populations of a recording have: counts do not say.</summary>
internal static class PopulationSizes
{
    private static readonly string[] Written = ["study.yaml", "model.yaml"];

    /// <summary>The sizes as typed or as in the model file that was named; null when neither was given.</summary>
    /// <param name="request">What was typed.</param>
    /// <param name="populations">The recording's populations.</param>
    /// <exception cref="InputException">When they do not fit.</exception>
    public static ImmutableArray<int>? Asked(SizesRequest request, ImmutableArray<string> populations)
    {
        if (request is { Sizes: not null, Model: not null })
        {
            throw new InputException("--sizes and --model both give sizes; keep one of them");
        }

        if (request.Sizes is { } sizes)
        {
            return sizes.Count == populations.Length ? [.. sizes] : throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"--sizes gives {sizes.Count} for the populations {string.Join(", ", populations)}; give one number for each"));
        }

        return request.Model is not { } path
            ? null
            : Of(ModelFile.Read(path).Network, populations) ?? throw new InputException(
                path, "populations", $"the recording has populations {string.Join(", ", populations)}, not all of which are in this model; use --sizes");
    }

    /// <summary>The sizes in the model or study file of a run's folder; null when there is none for these populations.</summary>
    public static ImmutableArray<int>? In(string folder, ImmutableArray<string> populations)
    {
        var path = Written.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            return null;
        }

        var written = WrittenFile.Read(path, SignalFile.Read);
        return Of((written.Model ?? written.Study!.Model).Network, populations);
    }

    private static ImmutableArray<int>? Of(GifNetwork network, ImmutableArray<string> populations) =>
        populations.All(network.Names.Contains) ? [.. populations.Select(name => network.Populations[network.Names.IndexOf(name)].Size)] : null;
}
