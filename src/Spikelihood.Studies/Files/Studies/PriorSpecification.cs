namespace Spikelihood.Studies.Files.Studies;

/// <summary>A prior as a study gives it.</summary>
/// <param name="Target">A family such as <c>w</c> or a parameter such as <c>w[E,I]</c>; the parameter's wins over its family's.</param>
/// <param name="Kind"><c>normal</c>, <c>log10_normal</c> or <c>gamma</c>.</param>
/// <param name="First">Mean, mean of the decimal logarithm, or shape; in the parameter's natural unit.</param>
/// <param name="Second">Standard deviation, that of the decimal logarithm, or scale.</param>
public sealed record PriorSpecification(string Target, string Kind, double First, double Second);
