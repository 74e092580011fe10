namespace Spikelihood.Inference.Densities;

/// <summary>Writes the Fisher information of the data about natural parameter values, row-major and symmetric.</summary>
/// <param name="natural">Natural values.</param>
/// <param name="matrix">Receives the information.</param>
public delegate void NaturalInformation(ReadOnlySpan<double> natural, Span<double> matrix);
