using System.Collections.Immutable;

namespace Spikelihood.Spikes.Recordings;

/// <summary>Parameters in which the neurons of a network differ.</summary>
/// <param name="Parameters">Their names, for example <c>tau_m</c>, in their plain unit.</param>
/// <param name="Rows">The neurons.</param>
public sealed record NeuronTable(ImmutableArray<string> Parameters, ImmutableArray<NeuronRow> Rows);

/// <summary>One neuron.</summary>
/// <param name="Unit">Its name in a spikes file.</param>
/// <param name="Population">Its population.</param>
/// <param name="Values">In the order of the table's parameters; null for what its population does not have.</param>
public sealed record NeuronRow(string Unit, string Population, ImmutableArray<double?> Values);
