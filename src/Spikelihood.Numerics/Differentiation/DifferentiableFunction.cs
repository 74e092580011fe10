namespace Spikelihood.Numerics.Differentiation;

/// <summary>A function of several numbers that also says its gradient.</summary>
/// <param name="position">Where.</param>
/// <param name="gradient">Receives the partial derivatives; as long as <paramref name="position"/>.</param>
/// <returns>The value.</returns>
public delegate double DifferentiableFunction(ReadOnlySpan<double> position, Span<double> gradient);
