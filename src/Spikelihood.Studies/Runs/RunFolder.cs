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

    /// <summary>Makes the folder ready for a new fit: it exists, and nothing of an older fit stays that could be taken for the new one's.</summary>
    public void Renew()
    {
        Directory.CreateDirectory(Folder);
        foreach (var old in new[] { Report, Predictive, FittedModel, Fit })
        {
            File.Delete(old);
        }
    }
}
