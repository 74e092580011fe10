using System.Collections.Immutable;

namespace Spikelihood.Studies.Prediction;

/// <summary>Everybody's trials under one input.</summary>
/// <param name="Data">The data, to which all else is compared.</param>
/// <param name="OtherTrials">As many further trials of the data's own simulator; null for recorded data.</param>
/// <param name="Models">The population models, a fitted one last.</param>
internal sealed record Responses(Ensemble Data, Ensemble? OtherTrials, ImmutableArray<Ensemble> Models)
{
    /// <summary>Whose traces are drawn.</summary>
    public IEnumerable<Ensemble> Shown => [Data, .. Models];

    /// <summary>Who is compared with the data.</summary>
    public IEnumerable<Ensemble> Compared => OtherTrials is null ? Models : [OtherTrials, .. Models];
}
