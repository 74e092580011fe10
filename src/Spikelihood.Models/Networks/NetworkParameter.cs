namespace Spikelihood.Models.Networks;

/// <summary>One continuous parameter of a network.</summary>
/// <param name="Family">For example <c>w</c> or <c>tau_m</c>.</param>
/// <param name="Name">For example <c>w[E,I]</c> (target, source) or <c>tau_m[E]</c>.</param>
/// <param name="Unit">For example <c>mV</c>.</param>
/// <param name="Population">The population it belongs to; the target of a connection.</param>
/// <param name="Other">The source of a connection, the number of an adaptation component, or 0.</param>
public sealed record NetworkParameter(string Family, string Name, string Unit, int Population, int Other);
