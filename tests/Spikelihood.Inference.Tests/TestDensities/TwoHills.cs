using Spikelihood.Inference.Densities;

namespace Spikelihood.Inference.Tests.TestDensities;

/// <summary>log(w exp(-|x - a|²/2) + (1-w) exp(-|x + a|²/2)), a = (4, 0, ...): two maxima whose values differ by log(w/(1-w)).</summary>
public sealed class TwoHills(int dimension, double weight) : ILogDensity
{
    private const double Offset = 4;

    public int Dimension => dimension;

    public double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
    {
        double first = Math.Log(weight), second = Math.Log(1 - weight);
        for (var i = 0; i < dimension; i++)
        {
            var centre = i == 0 ? Offset : 0;
            first -= 0.5 * (position[i] - centre) * (position[i] - centre);
            second -= 0.5 * (position[i] + centre) * (position[i] + centre);
        }

        var largest = Math.Max(first, second);
        double share = Math.Exp(first - largest), other = Math.Exp(second - largest);
        for (var i = 0; i < dimension; i++)
        {
            gradient[i] = -position[i] + (i == 0 ? Offset * (share - other) / (share + other) : 0);
        }

        return largest + Math.Log(share + other);
    }
}
