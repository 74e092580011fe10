using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Optimisation;

/// <summary>
/// A first guess C at the inverse of minus the Hessian: the prior's variances, or an inverse Fisher information. It sets the length
/// by which steps are measured, |s|² = sᵀC⁻¹s, and the scale √C_ii of every coordinate.
/// </summary>
public sealed class Preconditioner
{
    private readonly double[] _scales;
    private readonly double[]? _covariance;
    private readonly Cholesky<double>? _factor;

    private Preconditioner(double[] scales, double[]? covariance)
    {
        _scales = scales;
        _covariance = covariance;
        _factor = covariance is null ? null : new DenseMatrix(scales.Length, scales.Length, covariance).Cholesky();
    }

    /// <summary>The number of coordinates.</summary>
    public int Dimension => _scales.Length;

    /// <summary>√C_ii of every coordinate.</summary>
    public ReadOnlySpan<double> Scales => _scales;

    /// <summary>Every coordinate counts alike.</summary>
    public static Preconditioner Identity(int dimension) => new([.. Enumerable.Repeat(1.0, dimension)], null);

    /// <summary>Independent coordinates of these standard deviations, for example the prior's.</summary>
    public static Preconditioner StandardDeviations(ReadOnlySpan<double> scales)
    {
        foreach (var scale in scales)
        {
            if (!(scale > 0 && double.IsFinite(scale)))
            {
                throw new ArgumentOutOfRangeException(nameof(scales), scale, "Every scale must be a positive number.");
            }
        }

        return new(scales.ToArray(), null);
    }

    /// <summary>A dense covariance, row-major, symmetric and positive definite; for example the inverse Fisher information.</summary>
    public static Preconditioner Covariance(ReadOnlySpan<double> covariance, int dimension)
    {
        var scales = new double[dimension];
        for (var i = 0; i < dimension; i++)
        {
            scales[i] = Math.Sqrt(covariance[i * dimension + i]);
        }

        return new(scales, covariance.ToArray());
    }

    /// <summary>Writes C <paramref name="vector"/> into <paramref name="result"/>.</summary>
    public void Apply(ReadOnlySpan<double> vector, Span<double> result)
    {
        for (var i = 0; i < _scales.Length; i++)
        {
            result[i] = _covariance is null
                ? _scales[i] * _scales[i] * vector[i]
                : VectorArithmetic.Dot(_covariance.AsSpan(i * _scales.Length, _scales.Length), vector);
        }
    }

    /// <summary>√(sᵀC⁻¹s).</summary>
    public double Length(ReadOnlySpan<double> step)
    {
        var sum = 0.0;
        if (_factor is not null)
        {
            return Math.Sqrt(VectorArithmetic.Dot(step, _factor.Solve(DenseVector.OfArray(step.ToArray())).AsArray()));
        }

        for (var i = 0; i < step.Length; i++)
        {
            var scaled = step[i] / _scales[i];
            sum += scaled * scaled;
        }

        return Math.Sqrt(sum);
    }

    /// <summary>The largest |component × scale| of a gradient.</summary>
    public double LargestScaled(ReadOnlySpan<double> gradient)
    {
        var largest = 0.0;
        for (var i = 0; i < gradient.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(gradient[i]) * _scales[i]);
        }

        return largest;
    }
}
