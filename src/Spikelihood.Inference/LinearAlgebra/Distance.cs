using MathNet.Numerics.LinearAlgebra.Double;

namespace Spikelihood.Inference.LinearAlgebra;

/// <summary>Mahalanobis' distance.</summary>
public static class Distance
{
    /// <summary>√((a-b)ᵀC⁻¹(a-b)); null when C is not positive definite.</summary>
    /// <param name="a">One point.</param>
    /// <param name="b">The other.</param>
    /// <param name="covariance">C, row-major.</param>
    public static double? Between(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> covariance)
    {
        var dimension = a.Length;
        var apart = new double[dimension];
        for (var i = 0; i < dimension; i++)
        {
            apart[i] = a[i] - b[i];
        }

        try
        {
            var solved = new DenseMatrix(dimension, dimension, covariance.ToArray()).Cholesky().Solve(new DenseVector(apart));
            return Math.Sqrt(VectorArithmetic.Dot(apart, solved.AsArray()));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
