using System.Collections.Immutable;

namespace Spikelihood.Models.MesoGif.Sequential;

/// <summary>
/// One population just before step k: everything of its past that the next steps need (docs/mesogif.md). Potentials are kept as differences, so that a
/// silent start is the same state whatever u_rest. Arrays by cohort are oldest first and hold the cohorts of ages K to 1.
/// </summary>
public sealed record PopulationSnapshot
{
    /// <summary>h - u_rest of step k - 1, mV.</summary>
    public required double Potential { get; init; }

    /// <summary>y of each source, Hz.</summary>
    public required ImmutableArray<double> Filtered { get; init; }

    /// <summary>g of each adaptation component, Hz.</summary>
    public required ImmutableArray<double> Adaptation { get; init; }

    /// <summary>lambda_free of step k - 1, Hz.</summary>
    public required double FreeRate { get; init; }

    /// <summary>x: the expected number of free neurons.</summary>
    public required double Free { get; init; }

    /// <summary>z: its variance.</summary>
    public required double FreeVariance { get; init; }

    /// <summary>n: spikes of the last steps, newest last; at least as many as age bins and as the longest delay from this population.</summary>
    public required ImmutableArray<double> Spikes { get; init; }

    /// <summary>u_a - h of step k - 1 by cohort, mV; 0 while the potential is held at u_r.</summary>
    public required ImmutableArray<double> Reset { get; init; }

    /// <summary>m by cohort.</summary>
    public required ImmutableArray<double> Survivors { get; init; }

    /// <summary>v by cohort.</summary>
    public required ImmutableArray<double> Variance { get; init; }

    /// <summary>lambda of step k - 1 by cohort, Hz; 0 for the newest.</summary>
    public required ImmutableArray<double> Rate { get; init; }
}
