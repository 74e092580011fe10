using System.Collections.Immutable;
using Spikelihood.Inference.Parameters;

namespace Spikelihood.Studies.Sampling;

/// <summary>
/// Centred coordinates with √tau_m times each weight in place of the weight: y = (w / delta_u) √tau_m. A weight is the jump of a potential, w tau_m the area of
/// the response; data know neither as well as something between, and along the ridge that is left (w down, tau_m up) the posterior bends least in the geometric
/// middle, which is also the size of the fluctuations that the synapse's shot noise makes. docs/posterior.md has the measurements.
/// </summary>
/// <param name="centred">The centred coordinates z.</param>
/// <param name="pairs">Places of the weights and of log tau_m of their target, where both are inferred.</param>
internal sealed class FluctuationCoordinates(ICoordinates centred, ImmutableArray<(int Weight, int TimeConstant)> pairs) : ICoordinates
{
    private const int StackLimit = 256;

    /// <inheritdoc/>
    public int Dimension => centred.Dimension;

    /// <inheritdoc/>
    public void ToNatural(ReadOnlySpan<double> position, Span<double> natural)
    {
        var inner = Dimension <= StackLimit ? stackalloc double[Dimension] : new double[Dimension];
        Inner(position, inner);
        centred.ToNatural(inner, natural);
    }

    /// <inheritdoc/>
    public void ToPosition(ReadOnlySpan<double> natural, Span<double> position)
    {
        centred.ToPosition(natural, position);
        foreach (var (weight, time) in pairs)
        {
            position[weight] *= Math.Exp(0.5 * position[time]);
        }
    }

    /// <inheritdoc/>
    public double LogJacobian(ReadOnlySpan<double> position, ReadOnlySpan<double> natural, Span<double> gradient)
    {
        var inner = Dimension <= StackLimit ? stackalloc double[Dimension] : new double[Dimension];
        Inner(position, inner);
        var value = centred.LogJacobian(inner, natural, gradient);
        Outer(inner, position, gradient);
        foreach (var (_, time) in pairs)
        {
            value -= 0.5 * position[time];
            gradient[time] -= 0.5;
        }

        return value;
    }

    /// <inheritdoc/>
    public void PullBack(
        ReadOnlySpan<double> position, ReadOnlySpan<double> natural, ReadOnlySpan<double> naturalGradient, Span<double> positionGradient)
    {
        var inner = Dimension <= StackLimit ? stackalloc double[Dimension] : new double[Dimension];
        Inner(position, inner);
        centred.PullBack(inner, natural, naturalGradient, positionGradient);
        Outer(inner, position, positionGradient);
    }

    private void Inner(ReadOnlySpan<double> position, Span<double> inner)
    {
        position.CopyTo(inner);
        foreach (var (weight, time) in pairs)
        {
            inner[weight] *= Math.Exp(-0.5 * position[time]);
        }
    }

    /// <summary>A gradient by z becomes one by y.</summary>
    private void Outer(ReadOnlySpan<double> inner, ReadOnlySpan<double> position, Span<double> gradient)
    {
        foreach (var (weight, time) in pairs)
        {
            gradient[time] -= 0.5 * inner[weight] * gradient[weight];
            gradient[weight] *= Math.Exp(-0.5 * position[time]);
        }
    }
}
