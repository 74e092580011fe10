using System.Collections.Immutable;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Studies.Data;

/// <summary>What a study fits: counts and the input under which they arose.</summary>
/// <param name="Network">The study's model with its age bins fixed and at the averages of its neurons; its values are the truth when <see
/// cref="Source"/> is not null.</param>
/// <param name="Counts">Spike counts, step by step.</param>
/// <param name="Stimulus">Input, mA, for the same steps.</param>
/// <param name="From">The first scored step; earlier ones are burn-in.</param>
/// <param name="Source">What simulated the counts, and can simulate more of them; null for recorded data.</param>
public sealed record StudyData(GifNetwork Network, PopulationSeries<int> Counts, PopulationSeries<double> Stimulus, int From, DataSource? Source)
{
    /// <summary>What the user should know of the data, one sentence each; part of the fit's warnings.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>The simulator behind simulated data.</summary>
/// <param name="Simulate">Simulates a trial under an input; trial 0 under the study's own input is the study's data.</param>
/// <param name="Input">The study's own input.</param>
/// <param name="Microscopic">Whether single neurons were simulated.</param>
/// <param name="Heterogeneous">Whether they differed, so that the averages of their parameters are no truth.</param>
public sealed record DataSource(Func<SampledStimulus, int, PopulationSeries<int>> Simulate, SampledStimulus Input, bool Microscopic, bool Heterogeneous);
