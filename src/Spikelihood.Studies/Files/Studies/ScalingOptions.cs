using System.Collections.Immutable;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>How far <c>validate</c> enlarges a network to time both levels of description.</summary>
/// <param name="Copies">How often the model's populations are repeated.</param>
/// <param name="Factors">By how much its populations grow.</param>
/// <param name="Duration">Simulated time of each run, s.</param>
public sealed record ScalingOptions(ImmutableArray<int> Copies, ImmutableArray<int> Factors, double Duration);
