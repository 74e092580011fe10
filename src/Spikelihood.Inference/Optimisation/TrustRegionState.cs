using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Optimisation;

/// <summary>The memory of the trust-region method.</summary>
public sealed record TrustRegionState : OptimiserState
{
    /// <summary>How far the quadratic model is trusted, in units of the scale.</summary>
    public required double Radius { get; init; }

    /// <summary>The information at the position, in units of the scale, decomposed; null when it is not finite.</summary>
    public SymmetricEigen? Curvature { get; init; }

    /// <summary>How often the information was computed.</summary>
    public int CurvatureEvaluations { get; init; }
}
