using Spikelihood.Inference.Densities;
using Spikelihood.Numerics.Differentiation;

namespace Spikelihood.Inference.Tests.TestDensities;

/// <summary>A density written down on the spot; counts its evaluations.</summary>
public sealed class Formula(int dimension, DifferentiableFunction function) : ILogDensity
{
    private int _evaluations;

    public int Dimension => dimension;

    public int Evaluations => _evaluations;

    /// <summary>Σ a log x - x with a = 3: maximum at x = 3, NaN where a logarithm is not defined.</summary>
    public static Formula Fenced(int dimension) => new(dimension, (position, gradient) =>
    {
        var value = 0.0;
        for (var i = 0; i < position.Length; i++)
        {
            value += 3 * Math.Log(position[i]) - position[i];
            gradient[i] = 3 / position[i] - 1;
        }

        return value;
    });

    public double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        Interlocked.Increment(ref _evaluations);
        return function(position, gradient);
    }
}
