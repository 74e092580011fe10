using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Models.MesoGif;

/// <summary>One simulated trial.</summary>
/// <param name="Counts">Spikes drawn.</param>
/// <param name="Expected">nbar: what was expected of each step given the earlier ones.</param>
public sealed record MesoGifTrial(PopulationSeries<int> Counts, PopulationSeries<double> Expected);
