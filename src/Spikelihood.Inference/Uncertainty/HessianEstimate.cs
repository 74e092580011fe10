using System.Collections.Immutable;

namespace Spikelihood.Inference.Uncertainty;

/// <summary>A measured Hessian of a log density.</summary>
/// <param name="Dimension">The number of coordinates.</param>
/// <param name="Matrix">Second derivatives, row-major, exactly symmetric.</param>
/// <param name="Asymmetry">
/// The largest |H_ij - H_ji| / √|H_ii H_jj| before symmetrising: differences of gradients know nothing of symmetry, so this is an
/// honest estimate of the relative error.
/// </param>
/// <param name="Evaluations">Gradient evaluations spent.</param>
public sealed record HessianEstimate(int Dimension, ImmutableArray<double> Matrix, double Asymmetry, int Evaluations)
{
    /// <summary>Whether every entry is a number.</summary>
    public bool IsFinite => Matrix.All(double.IsFinite);
}
