using Spikelihood.Spikes.Files;

namespace Spikelihood.Studies.Runs;

/// <summary>A run: one folder with everything a study produced.</summary>
/// <param name="Folder">The folder, as the user named it.</param>
public sealed record RunFolder(string Folder)
{
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

    /// <summary>The report.</summary>
    public string Report => Path.Combine(Folder, "report.html");

    private string[] Files => [Study, Counts, Stimulus, Fit, Predictive, FittedModel, Report];

    /// <summary>Demands, before long work begins, that the run can be written. Leaves nothing behind.</summary>
    /// <exception cref="InputException">When it cannot.</exception>
    public void Require()
    {
        WritableFolder.Require(Folder);
        if (Array.Find(Files, Directory.Exists) is { } occupied)
        {
            throw new InputException(occupied, null, "is a folder, but a file is to be written there; name another --out");
        }
    }

    /// <summary>Makes the folder, and removes an earlier run's findings, which would not belong to what is written next.</summary>
    /// <exception cref="InputException">When it cannot be made or written to.</exception>
    public void Begin()
    {
        try
        {
            Directory.CreateDirectory(Folder);
            Array.ForEach([Fit, Predictive, Report], File.Delete);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{Folder}: the run's folder cannot be written ({error.Message.TrimEnd('.')}); name another with --out.", error);
        }
    }
}
