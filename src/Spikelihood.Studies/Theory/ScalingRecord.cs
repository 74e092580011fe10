using System.Collections.Immutable;

namespace Spikelihood.Studies.Theory;

/// <summary>How the run time of both levels grows with the network.</summary>
/// <param name="Rows">One for each network.</param>
public sealed record ScalingRecord(ImmutableArray<ScalingRow> Rows);

/// <summary>Run times of one network, one thread.</summary>
/// <param name="Populations">Number of populations.</param>
/// <param name="Neurons">Number of neurons in all.</param>
/// <param name="MicroscopicSeconds">Wall time for a simulated second of the network of neurons, s.</param>
/// <param name="MesoscopicSeconds">Wall time for a simulated second of the population model, s.</param>
/// <param name="MicroscopicRate">Mean rate over all neurons, Hz: the networks must stay comparable.</param>
/// <param name="MesoscopicRate">The same in the population model, Hz.</param>
public sealed record ScalingRow(
    int Populations, int Neurons, double MicroscopicSeconds, double MesoscopicSeconds, double MicroscopicRate, double MesoscopicRate);
