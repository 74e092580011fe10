using Spikelihood.Inference.LinearAlgebra;

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
    /// <param name="shape">How much of the shape to take up.</param>
    /// <param name="states">A stretch of a chain.</param>
    /// <param name="target">What is known already; where there are fewer states than coordinates, the rest of the dense estimate stays close to it.</param>
    public static IMetric Estimate(MetricShape shape, IReadOnlyList<ChainState> states, IMetric target) => shape switch
    {
        MetricShape.Diagonal => Diagonal(states) ?? target,
        MetricShape.LowRank => LowRankEstimate.From(states) ?? target,
        MetricShape.Dense => Dense(states, DenseMetric.From(target)) ?? target,
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    private static DiagonalMetric? Diagonal(IReadOnlyList<ChainState> states)
    {
        var moments = Moments.Of(states);
        return moments.AllMoved ? new DiagonalMetric([.. moments.Equalise().Select(scale => scale * scale)]) : null;
    }

    /// <summary>
    /// The geometric mean in coordinates that the target makes standard normal, rescaled by the diagonal estimate there. Entries beside the diagonal are
    /// shrunk, so directions not seen keep what the target says; a better target makes the shrinkage cost less.
    /// </summary>
    private static DenseMetric? Dense(IReadOnlyList<ChainState> states, DenseMetric target)
    {
        var dimension = target.Dimension;
        var whitening = target.Factor;
        var product = new double[dimension];
        var moments = Moments.Of(states, vector => whitening.Solve(vector), vector =>
        {
            whitening.MultiplyTransposed(vector, product);
            product.CopyTo(vector);
        });
        if (!moments.AllMoved)
        {
            return null;
        }

        var scales = moments.Equalise();
        moments.Shrink(ShrinkageOf(states.Count, dimension));
        return GeometricMean.Solve(moments.Positions, moments.Gradients, dimension) is { } mean ? Unwhitened(mean, scales, whitening) : null;
    }

    /// <summary>
    /// The share by which correlations shrink. Draws that do not span the space need some; where they span it several times over
    /// the estimate is exact but for what is not normal, and shrinkage would only blur narrow directions: hence the fourth power.
    /// </summary>
    internal static double ShrinkageOf(int count, int dimension) => 0.5 * Math.Pow(1 + (double)count / dimension, -4);

    /// <summary>L S Σ S Lᵀ.</summary>
    private static DenseMetric? Unwhitened(double[] mean, double[] scales, CholeskyFactor whitening)
    {
        var dimension = scales.Length;
        var factor = CholeskyFactor.Decompose(mean, dimension);
        if (factor is null)
        {
            return null;
        }

        // Row j of `rows` is column j of L S K with Σ = K Kᵀ; the covariance is the sum of their outer products.
        var covariance = new double[dimension * dimension];
        var column = new double[dimension];
        var row = new double[dimension];
        for (var j = 0; j < dimension; j++)
        {
            for (var i = 0; i < dimension; i++)
            {
                column[i] = scales[i] * factor.Lower[i * dimension + j];
            }

            whitening.Multiply(column, row);
            for (var i = 0; i < dimension; i++)
            {
                VectorArithmetic.AddScaled(covariance.AsSpan(i * dimension, dimension), row[i], row);
            }
        }

        return CholeskyFactor.Decompose(covariance, dimension) is null ? null : new DenseMetric(covariance, dimension);
    }
}
