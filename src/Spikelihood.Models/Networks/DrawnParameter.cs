using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Models.Networks;

/// <summary>A parameter of which every neuron of a population has a value of its own (René 2020, section 2.4).</summary>
/// <param name="Family">One of <see cref="NeuronParameters.Families"/>, for example <c>tau_m</c>.</param>
/// <param name="Component">The number of the adaptation component, from 0; 0 for every other family.</param>
/// <param name="Distribution">Of the value in the family's plain unit (s, mV, Hz, Ohm, mV s).</param>
public sealed record DrawnParameter(string Family, int Component, Distribution Distribution);
