namespace Spikelihood.Inference.Parameters;

/// <summary>
/// A smooth one-to-one map between the unconstrained position z, in which optimisers and samplers move, and the natural parameter
/// values x of a model, in their units and in a fixed order. Independent transforms are one such map; a model may offer another in
/// which its posterior is closer to a normal distribution. Both spaces have <see cref="Dimension"/> numbers.
/// </summary>
/// <remarks>
/// Implementations are immutable and may be used from several threads. A position so extreme that a natural value overflows gives
/// values that are not finite; nothing here throws for it. Output spans must not overlap input spans.
/// </remarks>
public interface ICoordinates
{
    /// <summary>The number of coordinates.</summary>
    int Dimension { get; }

    /// <summary>Writes x(z) into <paramref name="natural"/>.</summary>
    void ToNatural(ReadOnlySpan<double> position, Span<double> natural);

    /// <summary>Writes z(x) into <paramref name="position"/>, the inverse of <see cref="ToNatural"/>.</summary>
    void ToPosition(ReadOnlySpan<double> natural, Span<double> position);

    /// <summary>
    /// log |det dx/dz|, which turns a density of x into one of z, and its gradient.
    /// </summary>
    /// <param name="position">z.</param>
    /// <param name="natural">x(z), already computed by the caller.</param>
    /// <param name="gradient">Receives d/dz log |det dx/dz|, overwriting what is there.</param>
    double LogJacobian(ReadOnlySpan<double> position, ReadOnlySpan<double> natural, Span<double> gradient);

    /// <summary>
    /// The chain rule: writes (dx/dz)ᵀ times <paramref name="naturalGradient"/> into <paramref name="positionGradient"/>, overwriting
    /// what is there. The log-Jacobian takes no part.
    /// </summary>
    /// <param name="position">z.</param>
    /// <param name="natural">x(z), already computed by the caller.</param>
    /// <param name="naturalGradient">df/dx of any scalar f.</param>
    /// <param name="positionGradient">Receives df/dz.</param>
    void PullBack(ReadOnlySpan<double> position, ReadOnlySpan<double> natural, ReadOnlySpan<double> naturalGradient, Span<double> positionGradient);
}
