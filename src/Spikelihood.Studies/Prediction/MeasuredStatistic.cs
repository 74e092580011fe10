using System.Collections.Immutable;

namespace Spikelihood.Studies.Prediction;

/// <summary>A number that sums up one trial.</summary>
/// <param name="Quantity">What it is.</param>
/// <param name="Unit">Its unit; empty for a pure number.</param>
/// <param name="Populations">One population, or two.</param>
/// <param name="Value">Not a number where it is not defined, as the correlation of a silent population.</param>
internal sealed record MeasuredStatistic(string Quantity, string Unit, ImmutableArray<string> Populations, double Value);
