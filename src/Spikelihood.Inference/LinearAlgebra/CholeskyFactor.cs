namespace Spikelihood.Inference.LinearAlgebra;

/// <summary>The lower triangle L of a small positive definite matrix A = L Lᵀ.</summary>
internal sealed class CholeskyFactor
{
    private readonly double[] _lower;

    private CholeskyFactor(double[] lower, int dimension)
    {
        _lower = lower;
        Dimension = dimension;
    }

    public int Dimension { get; }

    /// <summary>L, row-major, zero above the diagonal.</summary>
    public ReadOnlySpan<double> Lower => _lower;

    /// <summary>Decomposes a row-major symmetric matrix, or returns null when it is not positive definite.</summary>
    public static CholeskyFactor? Decompose(ReadOnlySpan<double> matrix, int dimension)
    {
        var lower = new double[dimension * dimension];
        for (var i = 0; i < dimension; i++)
        {
            var row = lower.AsSpan(i * dimension, dimension);
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[i * dimension + j] - VectorArithmetic.Dot(row[..j], lower.AsSpan(j * dimension, j));
                if (i == j && !(rest > 0 && double.IsFinite(rest)))
                {
                    return null;
                }

                row[j] = i == j ? Math.Sqrt(rest) : rest / lower[j * dimension + j];
            }
        }

        return new CholeskyFactor(lower, dimension);
    }

    /// <summary>result = L x.</summary>
    public void Multiply(ReadOnlySpan<double> x, Span<double> result)
    {
        for (var i = 0; i < Dimension; i++)
        {
            result[i] = VectorArithmetic.Dot(_lower.AsSpan(i * Dimension, i + 1), x);
        }
    }

    /// <summary>result = Lᵀ x; the two may not overlap.</summary>
    public void MultiplyTransposed(ReadOnlySpan<double> x, Span<double> result)
    {
        result.Clear();
        for (var i = 0; i < Dimension; i++)
        {
            VectorArithmetic.AddScaled(result[..(i + 1)], x[i], _lower.AsSpan(i * Dimension, i + 1));
        }
    }

    /// <summary>Replaces x by L⁻¹ x.</summary>
    public void Solve(Span<double> x)
    {
        for (var i = 0; i < Dimension; i++)
        {
            x[i] = (x[i] - VectorArithmetic.Dot(_lower.AsSpan(i * Dimension, i), x)) / _lower[i * Dimension + i];
        }
    }

    /// <summary>Replaces x by L⁻ᵀ x.</summary>
    public void SolveTransposed(Span<double> x)
    {
        for (var i = Dimension - 1; i >= 0; i--)
        {
            x[i] /= _lower[i * Dimension + i];
            VectorArithmetic.AddScaled(x[..i], -x[i], _lower.AsSpan(i * Dimension, i));
        }
    }
}
