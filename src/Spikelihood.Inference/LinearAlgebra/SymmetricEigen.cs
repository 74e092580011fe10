using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Spikelihood.Inference.LinearAlgebra;

/// <summary>The eigenvalues and eigenvectors of a small symmetric matrix, A = Σ λ v vᵀ.</summary>
public sealed class SymmetricEigen
{
    private readonly double[] _vectors;

    private SymmetricEigen(double[] values, double[] vectors)
    {
        Values = values;
        _vectors = vectors;
    }

    /// <summary>The eigenvalues, ascending.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>The number of rows.</summary>
    public int Dimension => Values.Count;

    /// <summary>Decomposes a row-major symmetric <paramref name="matrix"/>, or returns null when an entry is not finite.</summary>
    public static SymmetricEigen? Decompose(ReadOnlySpan<double> matrix, int dimension)
    {
        foreach (var entry in matrix)
        {
            if (!double.IsFinite(entry))
            {
                return null;
            }
        }

        var storage = new DenseMatrix(dimension, dimension, matrix.ToArray());
        var decomposition = storage.Evd(Symmetricity.Symmetric);
        var vectors = ((DenseMatrix)decomposition.EigenVectors).Values;
        return new SymmetricEigen([.. decomposition.EigenValues.Select(value => value.Real)], vectors);
    }

    /// <summary>The eigenvector of <c>Values[index]</c>, of unit length.</summary>
    public ReadOnlySpan<double> Vector(int index) => _vectors.AsSpan(index * Dimension, Dimension);

    /// <summary>The components of <paramref name="vector"/> along the eigenvectors.</summary>
    public double[] Components(ReadOnlySpan<double> vector)
    {
        var components = new double[Dimension];
        for (var index = 0; index < Dimension; index++)
        {
            components[index] = VectorArithmetic.Dot(Vector(index), vector);
        }

        return components;
    }

    /// <summary>The vector that has these components along the eigenvectors.</summary>
    public double[] Combine(ReadOnlySpan<double> components)
    {
        var sum = new double[Dimension];
        for (var index = 0; index < Dimension; index++)
        {
            VectorArithmetic.AddScaled(sum, components[index], Vector(index));
        }

        return sum;
    }
}
