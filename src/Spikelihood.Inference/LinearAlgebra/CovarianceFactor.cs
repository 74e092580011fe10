namespace Spikelihood.Inference.LinearAlgebra;

/// <summary>The lower triangle L of a covariance C = L Lᵀ (Cholesky). Immutable.</summary>
internal sealed class CovarianceFactor
{
    /// <summary>What is left of a variance given the coordinates before must exceed this share of it; less is rounding.</summary>
    private const double LeastShare = 1e-14;

    private readonly double[] _lower;

    private CovarianceFactor(double[] lower, int dimension)
    {
        _lower = lower;
        Dimension = dimension;
        for (var i = 0; i < dimension; i++)
        {
            LogDeterminant += 2 * Math.Log(lower[i * dimension + i]);
        }
    }

    /// <summary>The number of rows.</summary>
    public int Dimension { get; }

    /// <summary>log det C.</summary>
    public double LogDeterminant { get; }

    /// <summary>Factors a row-major symmetric matrix; null when it is not positive definite, whatever the units of its coordinates.</summary>
    public static CovarianceFactor? TryCreate(ReadOnlySpan<double> covariance, int dimension)
    {
        var lower = new double[dimension * dimension];
        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = covariance[i * dimension + j]
                    - VectorArithmetic.Dot(lower.AsSpan(i * dimension, j), lower.AsSpan(j * dimension, j));
                if (i != j)
                {
                    lower[i * dimension + j] = rest / lower[j * dimension + j];
                }
                else if (rest > LeastShare * covariance[i * dimension + i] && double.IsFinite(rest))
                {
                    lower[i * dimension + i] = Math.Sqrt(rest);
                }
                else
                {
                    return null;
                }
            }
        }

        return new CovarianceFactor(lower, dimension);
    }

    /// <summary>Replaces v by L v: standard normal numbers become a draw.</summary>
    public void Multiply(Span<double> vector)
    {
        for (var i = Dimension - 1; i >= 0; i--)
        {
            vector[i] = VectorArithmetic.Dot(_lower.AsSpan(i * Dimension, i + 1), vector);
        }
    }

    /// <summary>Replaces v by Lᵀ v: a gradient in the coordinates in which C is the identity.</summary>
    public void MultiplyTransposed(Span<double> vector)
    {
        for (var i = 0; i < Dimension; i++)
        {
            var sum = 0.0;
            for (var k = i; k < Dimension; k++)
            {
                sum += _lower[k * Dimension + i] * vector[k];
            }

            vector[i] = sum;
        }
    }

    /// <summary>Replaces v by L⁻¹ v, whose square is vᵀC⁻¹v.</summary>
    public void Solve(Span<double> vector)
    {
        for (var i = 0; i < Dimension; i++)
        {
            vector[i] = (vector[i] - VectorArithmetic.Dot(_lower.AsSpan(i * Dimension, i), vector)) / _lower[i * Dimension + i];
        }
    }

    /// <summary>Replaces v by L⁻ᵀ v.</summary>
    public void SolveTransposed(Span<double> vector)
    {
        for (var i = Dimension - 1; i >= 0; i--)
        {
            vector[i] /= _lower[i * Dimension + i];
            for (var k = 0; k < i; k++)
            {
                vector[k] -= _lower[i * Dimension + k] * vector[i];
            }
        }
    }
}
