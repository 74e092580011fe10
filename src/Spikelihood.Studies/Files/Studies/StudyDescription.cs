using System.Collections.Immutable;
using Spikelihood.Studies.Files.Models;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>What a study file says: a model, data, and what to find out.</summary>
public sealed record StudyDescription
{
    /// <summary>The study's name: its file name without extension, unless the file says otherwise.</summary>
    public required string Name { get; init; }

    /// <summary>The model; its values are the fixed parameters and, when the data are simulated, the truth.</summary>
    public required ModelDescription Model { get; init; }

    /// <summary>Where the data come from.</summary>
    public required DataDescription Data { get; init; }

    /// <summary>What to infer: families such as <c>w</c> and single parameters such as <c>tau_m[E]</c>; checked against the model's populations.</summary>
    public required ImmutableArray<string> Infer { get; init; }

    /// <summary>Priors that differ from the defaults, by family or parameter.</summary>
    public ImmutableArray<PriorSpecification> Priors { get; init; } = [];

    /// <summary>How to fit.</summary>
    public FitOptions Fit { get; init; } = new();

    /// <summary>The unseen inputs on which the fitted model is checked; none when no population takes any input.</summary>
    public ImmutableArray<TestDescription> Tests { get; init; } = [];

    /// <summary>How many trials are simulated for each band of the report.</summary>
    public int ReportTrials { get; init; } = 50;

    /// <summary>How far <c>validate</c> enlarges the network to time it; null to leave that out.</summary>
    public ScalingOptions? Scaling { get; init; }

    /// <summary>How to sample the posterior.</summary>
    public SampleOptions Sample { get; init; } = new();

    /// <summary>The variations that a sweep fits; null for a study of one fit.</summary>
    public SweepOptions? Sweep { get; init; }
}
