namespace Spikelihood.Studies.Sweeps;

/// <summary>The folder of a sweep and the files in it.</summary>
/// <param name="Folder">Where it is.</param>
public sealed record SweepFolder(string Folder)
{
    /// <summary>The study as it was swept.</summary>
    public string Study => Path.Combine(Folder, "study.yaml");

    /// <summary>One row for each finished cell, in the order in which they ended.</summary>
    public string Cells => Path.Combine(Folder, "cells.jsonl");

    /// <summary>The summary.</summary>
    public string Summary => Path.Combine(Folder, "sweep.json");

    /// <summary>The summary's tables, to read.</summary>
    public string Tables => Path.Combine(Folder, "tables.md");

    /// <summary>The summary's tables and figures.</summary>
    public string Report => Path.Combine(Folder, "report.html");
}
