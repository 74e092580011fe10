namespace Spikelihood.Inference.Parameters;

/// <summary>x = z, for parameters that may take any value.</summary>
public sealed record IdentityTransform : Transform
{
    /// <inheritdoc/>
    public override double ToNatural(double position) => position;

    /// <inheritdoc/>
    public override double ToPosition(double natural) => natural;

    /// <inheritdoc/>
    public override double Derivative(double position) => 1;

    /// <inheritdoc/>
    public override double LogDerivative(double position) => 0;

    /// <inheritdoc/>
    public override double LogDerivativeSlope(double position) => 0;

    /// <inheritdoc/>
    public override double LogDerivativeCurvature(double position) => 0;
}
