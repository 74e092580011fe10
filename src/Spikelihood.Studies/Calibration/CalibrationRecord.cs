using System.Collections.Immutable;
using Spikelihood.Inference.Calibration;

namespace Spikelihood.Studies.Calibration;

/// <summary>What <c>calibration.json</c> holds: whether posteriors of simulated data hold their truths as often as they should.</summary>
public sealed record CalibrationRecord
{
    /// <summary>The study's name.</summary>
    public required string Study { get; init; }

    /// <summary>How the posteriors were sampled.</summary>
    public required string Method { get; init; }

    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>The job's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary><c>meso</c> or <c>micro</c>: how the data were simulated.</summary>
    public required string Level { get; init; }

    /// <summary>N, the number of data sets, those without a posterior included.</summary>
    public required int DataSets { get; init; }

    /// <summary>L, the number of draws that each truth is ranked among.</summary>
    public required int RankedDraws { get; init; }

    /// <summary>Data sets whose draws the sampler itself does not trust; they count all the same.</summary>
    public required int NotTrusted { get; init; }

    /// <summary>Data sets without any draws; nothing else here knows of them.</summary>
    public required int WithoutPosterior { get; init; }

    /// <summary>Gradients of the posterior, all data sets.</summary>
    public required long GradientEvaluations { get; init; }

    /// <summary>Time of all data sets on one thread each, s.</summary>
    public required double Seconds { get; init; }

    /// <summary>Mean activity of each population over the data sets, by name: 5 % quantile, median and 95 % quantile, Hz.</summary>
    public required IReadOnlyDictionary<string, ImmutableArray<double>> Rates { get; init; }

    /// <summary>The limits that all quantities' ranks are held against.</summary>
    public required RankLimits Limits { get; init; }

    /// <summary>The inferred parameters, by name; ranks count the draws below the truth.</summary>
    public required IReadOnlyDictionary<string, RankedQuantity> Parameters { get; init; }

    /// <summary>The joint quantities (<see cref="JointQuantity"/>); ranks count the draws further in than the truth.</summary>
    public required IReadOnlyDictionary<string, RankedQuantity> Joint { get; init; }

    /// <summary>Whether no quantity departs from uniform ranks by more than chance explains.</summary>
    public required bool Calibrated { get; init; }

    /// <summary>The whole judgement in a sentence or two.</summary>
    public required string Verdict { get; init; }

    /// <summary>Things to know, one sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>Simultaneous limits of uniform ranks, the same for all quantities.</summary>
/// <param name="Coverage">The probability with which uniform ranks stay inside everywhere.</param>
/// <param name="BarLow">The least height of a bar of the histogram.</param>
/// <param name="BarHigh">The greatest height.</param>
/// <param name="EcdfLow">The least number of ranks below 1, 2, ... L.</param>
/// <param name="EcdfHigh">The greatest number.</param>
public sealed record RankLimits(double Coverage, int BarLow, int BarHigh, ImmutableArray<int> EcdfLow, ImmutableArray<int> EcdfHigh);

/// <summary>How the truths of one quantity rank.</summary>
public sealed record RankedQuantity
{
    /// <summary>The ranks, in the order of the data sets.</summary>
    public required ImmutableArray<int> Ranks { get; init; }

    /// <summary>Bars of equal width over 0 ... L.</summary>
    public required ImmutableArray<int> Histogram { get; init; }

    /// <summary>p-value of the ranks' cumulative distribution being uniform.</summary>
    public required double PValue { get; init; }

    /// <summary>The same, adjusted for all quantities of the calibration (Holm).</summary>
    public required double AdjustedPValue { get; init; }

    /// <summary>Tilt of the histogram, a standard normal score when the ranks are uniform.</summary>
    public required double Slope { get; init; }

    /// <summary>Bend of the histogram, likewise.</summary>
    public required double Curvature { get; init; }

    /// <summary>How often regions of 50, 80, 90 and 95 % held the truth.</summary>
    public required ImmutableArray<RegionCoverage> Coverage { get; init; }

    /// <summary>What this says of the posterior.</summary>
    public required CalibrationVerdict Verdict { get; init; }
}
