namespace Spikelihood.Inference.LinearAlgebra;

/// <summary>Geometric means of positive definite matrices.</summary>
internal static class GeometricMean
{
    /// <summary>
    /// The positive definite solution Σ of Σ B Σ = A, which is the geometric mean of A and B⁻¹:
    /// B^-½ (B^½ A B^½)^½ B^-½ (Bhatia 2007, Positive definite matrices, section 4.1). Null when a matrix is not finite or not positive.
    /// </summary>
    public static double[]? Solve(double[] a, double[] b, int dimension)
    {
        double sizeOfA = LargestEntry(a), sizeOfB = LargestEntry(b);
        if (!(sizeOfA > 0 && sizeOfB > 0)
            || SymmetricEigen.Decompose(Scaled(b, 1 / sizeOfB), dimension) is not { } ofB
            || !(ofB.Values[0] > 0))
        {
            return null;
        }

        var root = Function(ofB, Math.Sqrt);
        var inverseRoot = Function(ofB, value => 1 / Math.Sqrt(value));
        if (SymmetricEigen.Decompose(Sandwich(root, Scaled(a, 1 / sizeOfA), dimension), dimension) is not { } ofMiddle || !(ofMiddle.Values[0] > 0))
        {
            return null;
        }

        return Scaled(Sandwich(inverseRoot, Function(ofMiddle, Math.Sqrt), dimension), Math.Sqrt(sizeOfA / sizeOfB));
    }

    private static double LargestEntry(double[] matrix) => matrix.Max(Math.Abs);

    /// <summary>Numbers of ordinary size: squares of very large ones are not finite.</summary>
    private static double[] Scaled(double[] matrix, double factor) => [.. matrix.Select(entry => factor * entry)];

    /// <summary>Σ f(λ) v vᵀ, row-major.</summary>
    private static double[] Function(SymmetricEigen eigen, Func<double, double> function)
    {
        var dimension = eigen.Dimension;
        var result = new double[dimension * dimension];
        for (var k = 0; k < dimension; k++)
        {
            var vector = eigen.Vector(k);
            var value = function(eigen.Values[k]);
            for (var i = 0; i < dimension; i++)
            {
                VectorArithmetic.AddScaled(result.AsSpan(i * dimension, dimension), value * vector[i], vector);
            }
        }

        return result;
    }

    /// <summary>S M S of symmetric matrices, exactly symmetric.</summary>
    private static double[] Sandwich(double[] outer, double[] middle, int dimension)
    {
        var half = new double[dimension * dimension];
        for (var i = 0; i < dimension; i++)
        {
            for (var k = 0; k < dimension; k++)
            {
                VectorArithmetic.AddScaled(half.AsSpan(i * dimension, dimension), outer[i * dimension + k], middle.AsSpan(k * dimension, dimension));
            }
        }

        var result = new double[dimension * dimension];
        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var entry = VectorArithmetic.Dot(half.AsSpan(i * dimension, dimension), outer.AsSpan(j * dimension, dimension));
                result[i * dimension + j] = entry;
                result[j * dimension + i] = entry;
            }
        }

        return result;
    }
}
