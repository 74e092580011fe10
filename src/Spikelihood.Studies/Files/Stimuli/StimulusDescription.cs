using Spikelihood.Models.Stimuli;

namespace Spikelihood.Studies.Files.Stimuli;

/// <summary>An external input as a file or the command line gives it.</summary>
/// <param name="Stimulus">The input.</param>
/// <param name="Seed">The seed of the input's own noise when that is frozen; null to draw it under the seed of the whole job.</param>
/// <param name="Path">The file a recorded input came from, with its folder; null for all others.</param>
public sealed record StimulusDescription(Stimulus Stimulus, ulong? Seed = null, string? Path = null);
