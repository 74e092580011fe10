using System.Collections.Immutable;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>The variations of a study that a sweep fits: the product of its axes. Every axis has at least one entry.</summary>
public sealed record SweepOptions
{
    /// <summary>Lengths of scored data after the burn-in, s.</summary>
    public required ImmutableArray<double> Scored { get; init; }

    /// <summary>Sets of parameters to infer; those of the study itself when the file gives none.</summary>
    public required ImmutableArray<ParameterSet> Infer { get; init; }

    /// <summary>Seeds of independent data sets; a null entry stands for the study's own data.</summary>
    public required ImmutableArray<ulong?> Seeds { get; init; }

    /// <summary>Time steps of the fits, s: whole multiples of the model's, into which the data are summed.</summary>
    public required ImmutableArray<double> TimeSteps { get; init; }

    /// <summary>Simulated trials of the true and of every fitted model on the unseen input; 0 when the dynamics are not compared.</summary>
    public int Trials { get; init; }
}
