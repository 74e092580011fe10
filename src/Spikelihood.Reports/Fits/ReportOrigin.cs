using System.Collections.Immutable;

namespace Spikelihood.Reports.Fits;

/// <summary>What made a run, beyond what its records say; every part may be missing.</summary>
public sealed record ReportOrigin
{
    /// <summary>The study file as it was run.</summary>
    public string? StudyText { get; init; }

    /// <summary>Programs, libraries and machine, by name: for example <c>.NET</c> and <c>10.0.1</c>.</summary>
    public ImmutableArray<(string Name, string Version)> Versions { get; init; } = [];
}
