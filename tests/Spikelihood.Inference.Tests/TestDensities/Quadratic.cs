using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.TestDensities;

/// <summary>-Σ λ_i ((Q(x - centre))_i)² / 2 with a random rotation Q: maximum 0 at the centre.</summary>
public sealed class Quadratic : ILogDensity, ICurvature
{
    private readonly double[] _information;
    private readonly double[] _centre;

    public Quadratic(double[] eigenvalues, double[] centre)
    {
        _centre = centre;
        _information = RotatedInformation(eigenvalues);
    }

    public int Dimension => _centre.Length;

    public static Quadratic WithCondition(double condition, int dimension) => new(
        [.. Enumerable.Range(0, dimension).Select(i => Math.Pow(condition, i / (dimension - 1.0)))],
        [.. Enumerable.Range(0, dimension).Select(i => Math.Cos(i))]);

    public double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        var value = 0.0;
        for (var i = 0; i < Dimension; i++)
        {
            gradient[i] = 0;
            for (var j = 0; j < Dimension; j++)
            {
                gradient[i] -= _information[i * Dimension + j] * (position[j] - _centre[j]);
            }

            value += 0.5 * gradient[i] * (position[i] - _centre[i]);
        }

        return value;
    }

    public void Information(ReadOnlySpan<double> position, Span<double> matrix) => _information.CopyTo(matrix);

    /// <summary>Σ λ_k q_k q_kᵀ with orthonormal q_k from normal vectors by Gram-Schmidt.</summary>
    private static double[] RotatedInformation(double[] eigenvalues)
    {
        var dimension = eigenvalues.Length;
        var rng = new Rng(4, StreamPurpose.Test, (ulong)dimension);
        var basis = new List<double[]>();
        var information = new double[dimension * dimension];
        foreach (var eigenvalue in eigenvalues)
        {
            var vector = new double[dimension];
            for (var i = 0; i < dimension; i++)
            {
                vector[i] = rng.NextNormal();
            }

            foreach (var earlier in basis.Concat(basis))
            {
                var share = earlier.Zip(vector, (a, b) => a * b).Sum();
                vector = [.. vector.Zip(earlier, (a, b) => a - share * b)];
            }

            var length = Math.Sqrt(vector.Sum(x => x * x));
            vector = [.. vector.Select(x => x / length)];
            basis.Add(vector);
            for (var entry = 0; entry < information.Length; entry++)
            {
                information[entry] += eigenvalue * vector[entry / dimension] * vector[entry % dimension];
            }
        }

        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j < i; j++)
            {
                information[i * dimension + j] = information[j * dimension + i];
            }
        }

        return information;
    }
}
