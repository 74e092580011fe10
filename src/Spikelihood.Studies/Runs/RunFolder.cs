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

    /// <summary>Makes the folder if need be and tries whether files can be written there, before long work begins.</summary>
    /// <exception cref="InputException">When it cannot be made or written to.</exception>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(Folder);
            var trial = Path.Combine(Folder, $".writable-{Guid.NewGuid():N}");
            File.WriteAllText(trial, "");
            File.Delete(trial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputException($"{Folder}: the run's folder cannot be written ({error.Message.TrimEnd('.')}); name another with --out.", error);
        }
    }
}
