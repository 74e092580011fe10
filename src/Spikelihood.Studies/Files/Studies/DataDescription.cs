using System.Collections.Immutable;
using Spikelihood.Studies.Files.Stimuli;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>Where a study's data come from. Paths include their folder.</summary>
/// <param name="Stimulus">The input under which they arose; null for none.</param>
public abstract record DataDescription(StimulusDescription? Stimulus);

/// <summary>Recorded population counts.</summary>
/// <param name="Path">A <c>counts.csv</c>.</param>
/// <param name="Stimulus">The input.</param>
public sealed record CountsData(string Path, StimulusDescription Stimulus) : DataDescription(Stimulus);

/// <summary>Recorded spike times, to be counted in the model's time steps.</summary>
/// <param name="Path">Any spike file.</param>
/// <param name="Stimulus">The input, if there was one.</param>
public sealed record SpikesData(string Path, StimulusDescription? Stimulus) : DataDescription(Stimulus)
{
    /// <summary>The one population that all units belong to, whatever the file says; null when the file's populations or <see cref="Units"/> count.</summary>
    public string? Population { get; init; }

    /// <summary>The units of each population, in the model's order, when the file does not name populations; null otherwise.</summary>
    public ImmutableArray<ImmutableArray<string>>? Units { get; init; }

    /// <summary>Where to begin, s; null for the beginning of the recording.</summary>
    public double? Start { get; init; }

    /// <summary>Where to end, s; null for the end of the recording.</summary>
    public double? Stop { get; init; }
}

/// <summary>Data simulated with the study's model, whose values are then the truth.</summary>
/// <param name="Microscopic">Whether the network of single neurons is simulated, or the population model.</param>
/// <param name="Stimulus">The input; null for none.</param>
/// <param name="Duration">s.</param>
/// <param name="Seed">The simulation's seed; null to use that of the whole job.</param>
public sealed record SimulatedData(bool Microscopic, StimulusDescription? Stimulus, double Duration, ulong? Seed) : DataDescription(Stimulus);
