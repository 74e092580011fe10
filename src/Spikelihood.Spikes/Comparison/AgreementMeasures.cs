using System.Collections.Immutable;

namespace Spikelihood.Spikes.Comparison;

/// <summary>A measure and how far it scatters.</summary>
/// <param name="Mean">The measure, averaged over pairs of trials or taken from trial averages.</param>
/// <param name="Deviation">Sample standard deviation, over pairs of trials or over bootstrap resamples.</param>
public sealed record MeasureEstimate(double Mean, double Deviation);

/// <summary>A measure in each population and over all of them.</summary>
/// <param name="PerPopulation">In the order of the populations.</param>
/// <param name="Across">The mean over populations; for the RMSE the root of the mean square over populations.</param>
public sealed record MeasureByPopulation(ImmutableArray<MeasureEstimate> PerPopulation, MeasureEstimate Across);

/// <summary>How well one ensemble of activity traces agrees with another.</summary>
/// <param name="Populations">Names, in order.</param>
/// <param name="Correlation">Pearson's correlation over time; not a number where a trace is constant.</param>
/// <param name="Rmse">Root mean squared difference over time, in the unit of the traces (Hz).</param>
public sealed record AgreementMeasures(ImmutableArray<string> Populations, MeasureByPopulation Correlation, MeasureByPopulation Rmse);
