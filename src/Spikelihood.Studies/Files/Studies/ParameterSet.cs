using System.Collections.Immutable;

namespace Spikelihood.Studies.Files.Studies;

/// <summary>Parameters that are inferred together.</summary>
/// <param name="Label">What tables call them.</param>
/// <param name="Targets">Families such as <c>w</c> and single parameters such as <c>tau_m[E]</c>.</param>
public sealed record ParameterSet(string Label, ImmutableArray<string> Targets);
