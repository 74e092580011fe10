namespace Spikelihood.Spikes.Statistics;

/// <summary>What a statistical test found.</summary>
/// <param name="Statistic">The statistic.</param>
/// <param name="PValue">Probability of one at least so large if nothing is wrong.</param>
public readonly record struct TestOutcome(double Statistic, double PValue);
