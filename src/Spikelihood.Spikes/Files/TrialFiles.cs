using System.Globalization;

namespace Spikelihood.Spikes.Files;

/// <summary>Which files of a folder are recordings: one, or the trials of an ensemble.</summary>
public static class TrialFiles
{
    private static readonly string[] Single = ["counts.csv", "spikes.csv", "spikes.csv.gz"];

    private static readonly string[] Several = ["trial-*.counts.csv", "trial-*.spikes.csv", "trial-*.spikes.csv.gz"];

    /// <summary>What the counts of a trial are called, from 1: <c>trial-001.counts.csv</c>.</summary>
    public static string CountsName(int trial) => string.Create(CultureInfo.InvariantCulture, $"trial-{trial:D3}.counts.csv");

    /// <summary>The files of a folder that are called like trials, by number.</summary>
    public static IReadOnlyList<string> Trials(string folder) =>
        Several.Select(pattern => Directory.Exists(folder) ? Ordered(Directory.GetFiles(folder, pattern)) : []).FirstOrDefault(files => files.Length > 0) ?? [];

    /// <summary>
    /// The recordings in a folder: its <c>trial-*.counts.csv</c> (or <c>trial-*.spikes.csv</c>) as trials; else its <c>counts.csv</c> or
    /// <c>spikes.csv</c> as one; else one for each of its folders that holds one of these, as trials.
    /// </summary>
    /// <exception cref="InputException">When there are none, or when trials stand beside a single recording.</exception>
    public static IReadOnlyList<string> In(string folder)
    {
        var trials = Trials(folder);
        var single = One(folder);
        if (trials.Count > 0)
        {
            return single is null
                ? trials
                : throw new InputException(folder, null, $"this folder holds {Path.GetFileName(single)} and {trials.Count} trials such as {Path.GetFileName(trials[0])}; name the file, or remove what does not belong there");
        }

        string[] nested = single is null ? [.. Ordered(Directory.GetDirectories(folder)).Select(One).OfType<string>()] : [single];
        return nested.Length > 0 ? nested : throw new InputException(folder, null, "this folder holds neither counts.csv nor spikes.csv nor trials; name a recording");
    }

    private static string? One(string folder) => Single.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Numbers at equal places by value, so that trial 1000 comes after trial 999.</summary>
    private static string[] Ordered(string[] paths) => [.. paths.OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal)];
}
