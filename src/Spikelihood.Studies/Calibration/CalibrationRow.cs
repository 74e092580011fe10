using System.Collections.Immutable;

namespace Spikelihood.Studies.Calibration;

/// <summary>What one data set says: a row of <c>datasets.jsonl</c>. Lists are in the order of the inferred parameters.</summary>
public sealed record CalibrationRow
{
    /// <summary>Fingerprint of study, seed, number and program: a row is used again only where all of them are the same.</summary>
    public required string Key { get; init; }

    /// <summary>The data set's number, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The true values, drawn from the prior.</summary>
    public required ImmutableArray<double> Truth { get; init; }

    /// <summary>Mean activity of each population in the data, Hz.</summary>
    public required ImmutableArray<double> Rates { get; init; }

    /// <summary>For each parameter how many of the ranked draws lie below the truth; empty when there are no draws.</summary>
    public required ImmutableArray<int> Ranks { get; init; }

    /// <summary>The same for <see cref="JointQuantity.All"/>: how many draws lie further in than the truth.</summary>
    public required ImmutableArray<int> JointRanks { get; init; }

    /// <summary>Posterior means of the ranked draws, natural units.</summary>
    public required ImmutableArray<double> Means { get; init; }

    /// <summary>Their standard deviations.</summary>
    public required ImmutableArray<double> Deviations { get; init; }

    /// <summary>Why the draws are not to be trusted; empty when they are.</summary>
    public required ImmutableArray<string> Problems { get; init; }

    /// <summary>Gradients of the posterior that the draws took.</summary>
    public required int GradientEvaluations { get; init; }

    /// <summary>Wall time, s.</summary>
    public required double Seconds { get; init; }
}
