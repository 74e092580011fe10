namespace Spikelihood.Inference.Sampling;

/// <summary>
/// Metrics from draws and their gradients: the covariance of the normal distribution whose score differs least from the gradients seen
/// (Fisher divergence; Seyboldt, Carlson and Carpenter 2024, "Preconditioning Hamiltonian Monte Carlo by minimizing Fisher divergence").
/// With C the covariance of draws and G that of gradients it solves Σ G Σ = C, and is exact for a normal density from any few draws that
/// span the space, wherever they lie. No estimate contains an absolute scale: x → a x, g → g / a gives a² times the metric.
/// </summary>
public static class FisherMetric
{
    /// <summary>Estimates a metric of the given shape, or returns <paramref name="target"/> where the states cannot tell one.</summary>
    /// <param name="shape">How much of the posterior's shape to take up.</param>
    /// <param name="states">A stretch of a chain.</param>
    /// <param name="target">What is known already; the dense estimate departs from it as far as the states support.</param>
    public static IMetric Estimate(MetricShape shape, IReadOnlyList<ChainState> states, IMetric target) => shape switch
    {
        MetricShape.Diagonal => Diagonal(states) ?? target,
        MetricShape.LowRank => LowRankEstimate.From(states) ?? target,
        MetricShape.Dense => DenseEstimate.From(states, DenseMetric.From(target)) ?? target,
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    private static DiagonalMetric? Diagonal(IReadOnlyList<ChainState> states) =>
        ScaledMoments.Of(states) is { } moments ? new DiagonalMetric([.. moments.Scales.Select(scale => scale * scale)]) : null;
}
