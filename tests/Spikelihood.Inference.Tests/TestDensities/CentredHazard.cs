using Spikelihood.Inference.Parameters;

namespace Spikelihood.Inference.Tests.TestDensities;

/// <summary>
/// A coupled, triangular map in the manner of an escape-rate neuron: natural (w, Δ, c), position (w/Δ, log Δ, log c + (A w - u)/Δ).
/// </summary>
public sealed class CentredHazard(double activity, double distance) : ICoordinates
{
    public int Dimension => 3;

    public void ToNatural(ReadOnlySpan<double> position, Span<double> natural)
    {
        natural[1] = Math.Exp(position[1]);
        natural[0] = position[0] * natural[1];
        natural[2] = Math.Exp(position[2] - activity * position[0] + distance / natural[1]);
    }

    public void ToPosition(ReadOnlySpan<double> natural, Span<double> position)
    {
        position[0] = natural[0] / natural[1];
        position[1] = Math.Log(natural[1]);
        position[2] = Math.Log(natural[2]) + (activity * natural[0] - distance) / natural[1];
    }

    public double LogJacobian(ReadOnlySpan<double> position, ReadOnlySpan<double> natural, Span<double> gradient)
    {
        gradient[0] = -activity;
        gradient[1] = 2 - distance / natural[1];
        gradient[2] = 1;
        return 2 * position[1] + Math.Log(natural[2]);
    }

    public void PullBack(
        ReadOnlySpan<double> position, ReadOnlySpan<double> natural, ReadOnlySpan<double> naturalGradient, Span<double> positionGradient)
    {
        var rate = natural[2] * naturalGradient[2];
        positionGradient[0] = natural[1] * naturalGradient[0] - activity * rate;
        positionGradient[1] = natural[0] * naturalGradient[0] + natural[1] * naturalGradient[1] - distance / natural[1] * rate;
        positionGradient[2] = rate;
    }
}
