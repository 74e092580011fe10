using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Sampling;

/// <summary>
/// The dense metric closest in Fisher divergence: the geometric mean of cov(draws) and cov(gradients)⁻¹, in coordinates that a target metric
/// makes standard normal. Shrinkage has two strengths, of correlations and of the coordinates' scales, towards a multiple of the target; the pair is
/// chosen by the Fisher divergence from draws left out. A good target thus survives a few noisy draws, a bad one does not.
/// </summary>
internal static class DenseEstimate
{
    private static readonly double[] CorrelationShares = [0, 0.01, 0.03, 0.1, 0.3, 0.9];
    private static readonly double[] ScaleShares = [0, 0.5, 1];

    public static DenseMetric? From(IReadOnlyList<ChainState> states, DenseMetric target)
    {
        var dimension = target.Dimension;
        var whitening = target.Factor;
        double[][] positions = [.. states.Select(state => Whitened(state.Position.AsSpan()))];
        double[][] gradients = [.. states.Select(state => Sheared(state.Gradient.AsSpan()))];
        if (ScaledMoments.Of(positions, gradients) is not { } moments)
        {
            return null;
        }

        var (correlations, scales) = Strengths(positions, gradients);
        return Fit(moments, correlations, scales, LeastShare(states.Count, dimension)) is { } fit ? Unwhitened(fit, whitening) : null;

        double[] Whitened(ReadOnlySpan<double> position)
        {
            var result = position.ToArray();
            whitening.Solve(result);
            return result;
        }

        double[] Sheared(ReadOnlySpan<double> gradient)
        {
            var result = new double[dimension];
            whitening.MultiplyTransposed(gradient, result);
            return result;
        }
    }

    /// <summary>
    /// Draws that do not span the space need some shrinkage; where they span it several times over it only blurs narrow directions, hence the
    /// fourth power.
    /// </summary>
    private static double LeastShare(int count, int dimension) => 0.5 * Math.Pow(1 + (double)count / dimension, -4);

    /// <summary>The strengths under which each half of the draws, every second one, foretells the other best.</summary>
    private static (double Correlations, double Scales) Strengths(double[][] positions, double[][] gradients)
    {
        if (ScaledMoments.Halves(positions, gradients) is not var (even, odd))
        {
            return (0, 0);
        }

        var least = LeastShare(positions.Length / 2, even.Dimension);
        var candidates =
            from correlations in CorrelationShares
            from scales in ScaleShares
            let divergence = odd.Divergence(Fit(even, correlations, scales, least)) + even.Divergence(Fit(odd, correlations, scales, least))
            select (divergence, correlations, scales);
        var best = candidates.MinBy(candidate => candidate.divergence);
        return (best.correlations, best.scales);
    }

    /// <summary>
    /// The factor K of Σ = K Kᵀ, or null when nothing positive definite came out. Scales shrink to their geometric mean, so that at full strength
    /// only a common factor on the target is left.
    /// </summary>
    private static CholeskyFactor? Fit(ScaledMoments moments, double correlations, double scales, double least)
    {
        var dimension = moments.Dimension;
        var shrunk = moments.Shrunk(Math.Max(correlations, least));
        if (GeometricMean.Solve(shrunk.Positions, shrunk.Gradients, dimension) is not { } covariance)
        {
            return null;
        }

        var common = moments.Scales.Average(Math.Log);
        double[] units = [.. moments.Scales.Select(scale => Math.Exp((1 - scales) * Math.Log(scale) + scales * common))];
        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j < dimension; j++)
            {
                covariance[i * dimension + j] *= units[i] * units[j];
            }
        }

        return CholeskyFactor.Decompose(covariance, dimension);
    }

    /// <summary>L K Kᵀ Lᵀ, as the sum of outer products of the columns of L K.</summary>
    private static DenseMetric? Unwhitened(CholeskyFactor factor, CholeskyFactor whitening)
    {
        var dimension = factor.Dimension;
        var covariance = new double[dimension * dimension];
        double[] unit = new double[dimension], inner = new double[dimension], column = new double[dimension];
        for (var j = 0; j < dimension; j++)
        {
            Array.Clear(unit);
            unit[j] = 1;
            factor.Multiply(unit, inner);
            whitening.Multiply(inner, column);
            for (var i = 0; i < dimension; i++)
            {
                VectorArithmetic.AddScaled(covariance.AsSpan(i * dimension, dimension), column[i], column);
            }
        }

        return CholeskyFactor.Decompose(covariance, dimension) is null ? null : new DenseMetric(covariance, dimension);
    }
}
