using Spikelihood.Inference.Densities;

namespace Spikelihood.Inference.Tests.TestDensities;

/// <summary>The curved valley, upside down: -Σ 100 (x_{i+1} - x_i²)² + (1 - x_i)²; maximum 0 at (1, ..., 1). Its curvature is Gauss-Newton's.</summary>
public sealed class Rosenbrock(int dimension) : ILogDensity, ICurvature
{
    public int Dimension => dimension;

    public double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        gradient.Clear();
        var value = 0.0;
        for (var i = 0; i + 1 < dimension; i++)
        {
            double bend = position[i + 1] - position[i] * position[i], rest = 1 - position[i];
            value -= 100 * bend * bend + rest * rest;
            gradient[i] += 400 * bend * position[i] + 2 * rest;
            gradient[i + 1] -= 200 * bend;
        }

        return value;
    }

    public void Information(ReadOnlySpan<double> position, Span<double> matrix)
    {
        matrix.Clear();
        for (var i = 0; i + 1 < dimension; i++)
        {
            matrix[i * dimension + i] += 800 * position[i] * position[i] + 2;
            matrix[i * dimension + i + 1] -= 400 * position[i];
            matrix[(i + 1) * dimension + i] -= 400 * position[i];
            matrix[(i + 1) * dimension + i + 1] += 200;
        }
    }
}
