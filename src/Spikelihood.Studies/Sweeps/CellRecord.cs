using System.Collections.Immutable;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Sweeps;

/// <summary>What a cell's fit found: one row of <c>cells.jsonl</c>. Lists of values are in the order of <see cref="Parameters"/>.</summary>
public sealed record CellRecord
{
    /// <summary>Fingerprint of the cell's study, data and program: a row is used again only where all of them are the same.</summary>
    public required string Key { get; init; }

    /// <summary>Label of the set of parameters.</summary>
    public required string Set { get; init; }

    /// <summary>Length of the scored data, s.</summary>
    public required double Scored { get; init; }

    /// <summary>Time step of the fit, s.</summary>
    public required double TimeStep { get; init; }

    /// <summary>Seed of the data set; null for recorded data.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Names of the inferred parameters.</summary>
    public required ImmutableArray<string> Parameters { get; init; }

    /// <summary>Their true values; empty when the data are recorded.</summary>
    public required ImmutableArray<double> Truth { get; init; }

    /// <summary>Values at the best point.</summary>
    public required ImmutableArray<double> Best { get; init; }

    /// <summary>Standard errors in natural units; NaN where there is none.</summary>
    public required ImmutableArray<double> StandardErrors { get; init; }

    /// <summary>Log posterior at the best point.</summary>
    public required double LogPosterior { get; init; }

    /// <summary>Log posterior at the truth; null when the data are recorded.</summary>
    public double? TruthLogPosterior { get; init; }

    /// <summary>Whether the best start converged.</summary>
    public required bool Converged { get; init; }

    /// <summary>Where each start ended.</summary>
    public required ImmutableArray<CellStart> Starts { get; init; }

    /// <summary>The fitted model against the true one on the unseen input; null when it was not asked for.</summary>
    public AgreementRow? Dynamics { get; init; }

    /// <summary>The true model against itself, from other trials: the best that any model can reach.</summary>
    public AgreementRow? Ceiling { get; init; }

    /// <summary>Wall time, s.</summary>
    public required double Seconds { get; init; }
}

/// <summary>Where a start ended.</summary>
/// <param name="LogPosterior">Log posterior of all data there.</param>
/// <param name="State">Why it stopped.</param>
/// <param name="AtBest">Whether it ended at the best optimum.</param>
/// <param name="Parameters">Natural values.</param>
public sealed record CellStart(double LogPosterior, string State, bool AtBest, ImmutableArray<double> Parameters);
