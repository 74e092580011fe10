using System.Globalization;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Studies.Runs;

/// <summary>A run: one folder with everything a study produced.</summary>
/// <param name="Folder">The folder, as the user named it.</param>
public sealed record RunFolder(string Folder)
{
    /// <summary>The finished data sets of a calibration, by which its folder is known.</summary>
    internal const string CalibrationRows = "datasets.jsonl";

    /// <summary>The study as it was run.</summary>
    public string Study => Path.Combine(Folder, "study.yaml");

    /// <summary>The counts that were fitted.</summary>
    public string Counts => Path.Combine(Folder, "counts.csv");

    /// <summary>The input under which they arose.</summary>
    public string Stimulus => Path.Combine(Folder, "stimulus.csv");

    /// <summary>What the fit found.</summary>
    public string Fit => Path.Combine(Folder, "fit.json");

    /// <summary>The fitted model beside the data.</summary>
    public string Predictive => Path.Combine(Folder, "predictive.json");

    /// <summary>The fitted model, as a model file.</summary>
    public string FittedModel => Path.Combine(Folder, "fitted.model.yaml");

    /// <summary>The posterior in numbers.</summary>
    public string Sample => Path.Combine(Folder, "sample.json");

    /// <summary>The posterior's draws, all chains in one file for numpy.</summary>
    public string Draws => Path.Combine(Folder, "draws.npz");

    /// <summary>The model simulated at draws of the posterior, beside the data.</summary>
    public string PosteriorPredictive => Path.Combine(Folder, "posterior_predictive.json");

    /// <summary>The report.</summary>
    public string Report => Path.Combine(Folder, "report.html");

    /// <summary>What is finished of work that did not end; gone when the run is complete.</summary>
    public string Checkpoint => Path.Combine(Folder, "checkpoint.log");

    /// <summary>One chain's draws, for Stan's readers.</summary>
    /// <param name="number">From 1.</param>
    public string Chain(int number) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"chain-{number}.csv"));

    /// <summary>The chains' files that are there, in order.</summary>
    public IReadOnlyList<string> Chains() => [.. Enumerable.Range(1, int.MaxValue).Select(Chain).TakeWhile(File.Exists)];

    private string[] Files => [Study, Counts, Stimulus, Fit, Predictive, FittedModel, Report, Checkpoint, Sample, Draws, PosteriorPredictive];

    /// <summary>Demands, before long work begins, that the run can be written. Leaves nothing behind.</summary>
    /// <exception cref="InputException">When it cannot.</exception>
    public void Require()
    {
        WritableFolder.Require(Folder);
        if (Array.Find(Files, Directory.Exists) is { } occupied)
        {
            throw new InputException(occupied, null, "is a folder, but a file is to be written there; name another --out");
        }

        if (!File.Exists(Fit) && File.Exists(Path.Combine(Folder, CalibrationRows)))
        {
            throw new InputException(Folder, null, "holds a calibration, which a run would damage; name another folder with --out");
        }

        if (!IsRun && Array.Find([Counts, Stimulus], File.Exists) is { } other)
        {
            throw new InputException(other, null, "is there already and belongs to no run; a fit would replace it, so name another folder with --out");
        }
    }

    /// <summary>Whether the folder holds a run, finished or not.</summary>
    public bool IsRun => Array.Exists([Study, Fit, Checkpoint], File.Exists);

    /// <summary>Removes what a killed run had begun to write under hidden names.</summary>
    public void RemoveLeftovers()
    {
        try
        {
            foreach (var file in Directory.GetFiles(Folder, ".*.tmp").Where(file => IsLeftover(Path.GetFileName(file))))
            {
                File.Delete(file);
            }

            foreach (var folder in Directory.GetDirectories(Folder, ".*.tmp").Where(folder => IsHex(Path.GetFileName(folder)[1..^4])))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // They are in nobody's way.
        }
    }

    private static bool IsHex(string text) => Guid.TryParseExact(text, "N", out _);

    /// <summary>As <see cref="AtomicFile"/> names what it has not finished.</summary>
    private bool IsLeftover(string name) =>
        Files.Any(file => name.StartsWith($".{Path.GetFileName(file)}.", StringComparison.Ordinal)) && name.Split('.') is [.., var guid, _] && IsHex(guid);
}
