using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Sampling;

/// <summary>
/// Covariances of the positions and of the gradients of some states, row-major, rescaled so that in each coordinate the two vary alike.
/// </summary>
internal sealed class ScaledMoments
{
    private ScaledMoments(double[] positions, double[] gradients, double[] scales)
    {
        Positions = positions;
        Gradients = gradients;
        Scales = scales;
    }

    public int Dimension => Scales.Length;

    /// <summary>The covariance of positions divided by the scales.</summary>
    public double[] Positions { get; }

    /// <summary>The covariance of gradients multiplied by the scales.</summary>
    public double[] Gradients { get; }

    /// <summary>(var x / var g)^¼: standard deviations of the independent normal closest in Fisher divergence (Seyboldt et al. 2024, section 3.1).</summary>
    public double[] Scales { get; }

    /// <summary>The moments of positions and gradients; null when some coordinate never moved, so that it has no scale.</summary>
    public static ScaledMoments? Of(IReadOnlyList<double[]> positions, IReadOnlyList<double[]> gradients)
    {
        if (positions.Count < 2)
        {
            return null;
        }

        double[] ofPositions = Covariance(positions), ofGradients = Covariance(gradients);
        var dimension = positions[0].Length;
        var scales = new double[dimension];
        for (var i = 0; i < dimension; i++)
        {
            scales[i] = Math.Sqrt(Math.Sqrt(ofPositions[i * dimension + i] / ofGradients[i * dimension + i]));
            if (!(scales[i] > 0 && double.IsFinite(scales[i])))
            {
                return null;
            }
        }

        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j < dimension; j++)
            {
                ofPositions[i * dimension + j] /= scales[i] * scales[j];
                ofGradients[i * dimension + j] *= scales[i] * scales[j];
            }
        }

        return new ScaledMoments(ofPositions, ofGradients, scales);
    }

    /// <summary>The moments of states in their own coordinates.</summary>
    public static ScaledMoments? Of(IReadOnlyList<ChainState> states) =>
        Of([.. states.Select(state => state.Position.ToArray())], [.. states.Select(state => state.Gradient.ToArray())]);

    /// <summary>The moments of every second state and of the others, by which each half can judge the other; null when one has no scales.</summary>
    public static (ScaledMoments Even, ScaledMoments Odd)? Halves(IReadOnlyList<double[]> positions, IReadOnlyList<double[]> gradients)
    {
        return Half(0) is { } even && Half(1) is { } odd ? (even, odd) : null;

        ScaledMoments? Half(int first) => Of(EverySecond(positions, first), EverySecond(gradients, first));

        static double[][] EverySecond(IReadOnlyList<double[]> vectors, int first) => [.. vectors.Where((_, index) => index % 2 == first)];
    }

    /// <summary>tr(G Σ) + tr(C Σ⁻¹): the Fisher divergence of N(·, Σ) from the states behind the moments, apart from what does not depend on Σ.</summary>
    public double Divergence(CholeskyFactor? factor)
    {
        if (factor is null)
        {
            return double.PositiveInfinity;
        }

        // Column by column: tr(G K Kᵀ) = Σ k_jᵀ G k_j and tr(C K⁻ᵀ K⁻¹) = Σ m_jᵀ C m_j with m_j the columns of K⁻ᵀ.
        var sum = 0.0;
        double[] unit = new double[Dimension], column = new double[Dimension];
        for (var j = 0; j < Dimension; j++)
        {
            Array.Clear(unit);
            unit[j] = 1;
            factor.Multiply(unit, column);
            for (var i = 0; i < Dimension; i++)
            {
                column[i] /= Scales[i];
            }

            sum += QuadraticForm(Gradients, column);
            factor.SolveTransposed(unit);
            for (var i = 0; i < Dimension; i++)
            {
                unit[i] *= Scales[i];
            }

            sum += QuadraticForm(Positions, unit);
        }

        return double.IsNaN(sum) ? double.PositiveInfinity : sum;
    }

    private static double QuadraticForm(double[] matrix, double[] vector)
    {
        var sum = 0.0;
        for (var i = 0; i < vector.Length; i++)
        {
            sum += vector[i] * VectorArithmetic.Dot(matrix.AsSpan(i * vector.Length, vector.Length), vector);
        }

        return sum;
    }

    /// <summary>Both matrices moved towards their diagonals: entries beside them shrink by <paramref name="share"/>, so no unit enters.</summary>
    public ScaledMoments Shrunk(double share) => new(Shrunk(Positions, share), Shrunk(Gradients, share), Scales);

    private double[] Shrunk(double[] matrix, double share)
    {
        var result = new double[matrix.Length];
        for (var entry = 0; entry < matrix.Length; entry++)
        {
            result[entry] = entry % (Dimension + 1) == 0 ? matrix[entry] : (1 - share) * matrix[entry];
        }

        return result;
    }

    private static double[] Covariance(IReadOnlyList<double[]> vectors)
    {
        var dimension = vectors[0].Length;
        var mean = new double[dimension];
        foreach (var vector in vectors)
        {
            VectorArithmetic.AddScaled(mean, 1.0 / vectors.Count, vector);
        }

        var matrix = new double[dimension * dimension];
        var difference = new double[dimension];
        foreach (var vector in vectors)
        {
            vector.CopyTo(difference, 0);
            VectorArithmetic.AddScaled(difference, -1, mean);
            for (var i = 0; i < dimension; i++)
            {
                VectorArithmetic.AddScaled(matrix.AsSpan(i * dimension, dimension), difference[i] / vectors.Count, difference);
            }
        }

        return matrix;
    }
}
