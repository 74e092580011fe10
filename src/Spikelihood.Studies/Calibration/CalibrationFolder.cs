using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Calibration;

/// <summary>The folder of a calibration and the files in it.</summary>
/// <param name="Folder">Where it is.</param>
public sealed record CalibrationFolder(string Folder)
{
    /// <summary>The study as it was calibrated.</summary>
    public string Study => Path.Combine(Folder, "study.yaml");

    /// <summary>One row for each finished data set, in the order in which they ended.</summary>
    public string DataSets => Path.Combine(Folder, RunFolder.CalibrationRows);

    /// <summary>The summary.</summary>
    public string Summary => Path.Combine(Folder, "calibration.json");

    /// <summary>The summary to read, with figures.</summary>
    public string Report => Path.Combine(Folder, "report.html");
}
