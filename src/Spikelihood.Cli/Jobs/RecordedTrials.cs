using System.Collections.Immutable;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Summaries;

namespace Spikelihood.Cli.Jobs;

/// <summary>Reads what <c>compare</c> is given: a recording, or a folder that holds one or several.</summary>
internal static class RecordedTrials
{
    private const double SpikesStep = 1e-3;

    /// <summary>Reads a file or every trial of a folder.</summary>
    /// <exception cref="InputException">When there is nothing to compare.</exception>
    public static ComparedTrials Read(string path)
    {
        var files = Directory.Exists(path) ? TrialFiles.In(path) : [path];
        var trials = files.Select(file => Counts(file)).ToArray();
        var folder = FolderOf(path);
        var known = PopulationSizes.In(folder, trials[0].Counts.Populations) ?? PopulationSizes.In(FolderOf(files[0]), trials[0].Counts.Populations);
        return new ComparedTrials(files.Count == 1 ? files[0] : path, [.. trials.Select(trial => trial.Counts)], known ?? trials[0].Units);
    }

    /// <summary>The folder itself, or the one that holds the file.</summary>
    public static string FolderOf(string path) => Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;

    private static (PopulationSeries<int> Counts, ImmutableArray<int>? Units) Counts(string file)
    {
        var recorded = RecordedFile.Read(file);
        if (recorded.Counts is { } counts)
        {
            return (counts, null);
        }

        if (recorded.Spikes is not { } spikes)
        {
            throw new InputException(file, null, "this holds input currents; compare takes counts or spikes");
        }

        if (spikes.Duration > Plausibility.Day)
        {
            throw new InputException(file, null, "this spans more than a day, too long to compare; is time_s in another unit than s, such as ms or samples?");
        }

        var binned = Binning.Count(spikes, SpikesStep);
        var units = spikes.Units.CountBy(unit => unit.Population ?? Binning.Unlabelled).ToDictionary();
        return (binned, [.. binned.Populations.Select(name => units[name])]);
    }
}
