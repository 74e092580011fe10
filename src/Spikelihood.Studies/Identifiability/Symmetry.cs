namespace Spikelihood.Studies.Identifiability;

/// <summary>A change of parameters that may leave the likelihood as it is; whether it does is for the information matrix to say.</summary>
/// <param name="Words">What changes nothing, as a sentence.</param>
/// <param name="Move">All natural values after going t along it from given ones; Move(x, 0) is x.</param>
/// <param name="Combination">For a pair of which only one combination matters, its logarithm as coefficients of the members' logarithms; null
/// otherwise.</param>
internal sealed record Symmetry(string Words, Func<double[], double, double[]> Move, (int First, int Second)? Combination = null);
