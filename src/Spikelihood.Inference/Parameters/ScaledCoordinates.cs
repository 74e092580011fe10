using System.Collections.Immutable;

namespace Spikelihood.Inference.Parameters;

/// <summary>
/// Other coordinates in units of their own: y = z / s. With s the prior's standard deviation of each coordinate, a posterior standard deviation of one
/// says that the data taught nothing, and one length serves for all first steps. The log-Jacobian gains Σ log s.
/// </summary>
public sealed class ScaledCoordinates : ICoordinates
{
    private const int StackLimit = 256;
    private readonly ICoordinates _inner;
    private readonly double _logVolume;

    /// <summary>Coordinates in these units.</summary>
    /// <param name="inner">z.</param>
    /// <param name="scales">s, positive.</param>
    public ScaledCoordinates(ICoordinates inner, ReadOnlySpan<double> scales)
    {
        ArgumentNullException.ThrowIfNull(inner);
        if (scales.Length != inner.Dimension || scales.ContainsAnyExceptInRange(double.Epsilon, double.MaxValue))
        {
            throw new ArgumentException("Every coordinate needs a scale above zero.", nameof(scales));
        }

        _inner = inner;
        Scales = [.. scales];
        _logVolume = Scales.Sum(Math.Log);
    }

    /// <summary>The length of one unit of y in z.</summary>
    public ImmutableArray<double> Scales { get; }

    /// <inheritdoc/>
    public int Dimension => _inner.Dimension;

    /// <inheritdoc/>
    public void ToNatural(ReadOnlySpan<double> position, Span<double> natural)
    {
        var inner = Dimension <= StackLimit ? stackalloc double[Dimension] : new double[Dimension];
        Unscale(position, inner);
        _inner.ToNatural(inner, natural);
    }

    /// <inheritdoc/>
    public void ToPosition(ReadOnlySpan<double> natural, Span<double> position)
    {
        _inner.ToPosition(natural, position);
        for (var i = 0; i < position.Length; i++)
        {
            position[i] /= Scales[i];
        }
    }

    /// <inheritdoc/>
    public double LogJacobian(ReadOnlySpan<double> position, ReadOnlySpan<double> natural, Span<double> gradient)
    {
        var inner = Dimension <= StackLimit ? stackalloc double[Dimension] : new double[Dimension];
        Unscale(position, inner);
        var value = _inner.LogJacobian(inner, natural, gradient);
        Scale(gradient);
        return value + _logVolume;
    }

    /// <inheritdoc/>
    public void PullBack(
        ReadOnlySpan<double> position, ReadOnlySpan<double> natural, ReadOnlySpan<double> naturalGradient, Span<double> positionGradient)
    {
        var inner = Dimension <= StackLimit ? stackalloc double[Dimension] : new double[Dimension];
        Unscale(position, inner);
        _inner.PullBack(inner, natural, naturalGradient, positionGradient);
        Scale(positionGradient);
    }

    private void Unscale(ReadOnlySpan<double> position, Span<double> inner)
    {
        for (var i = 0; i < inner.Length; i++)
        {
            inner[i] = position[i] * Scales[i];
        }
    }

    private void Scale(Span<double> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] *= Scales[i];
        }
    }
}
