namespace Spikelihood.Inference.Parameters;

/// <summary>x = exp z, for positive parameters; natural logarithm.</summary>
public sealed record LogTransform : Transform
{
    /// <inheritdoc/>
    public override double ToNatural(double position) => Math.Exp(position);

    /// <inheritdoc/>
    public override double ToPosition(double natural) => Math.Log(natural);

    /// <inheritdoc/>
    public override double Derivative(double position) => Math.Exp(position);

    /// <inheritdoc/>
    public override double LogDerivative(double position) => position;

    /// <inheritdoc/>
    public override double LogDerivativeSlope(double position) => 1;

    /// <inheritdoc/>
    public override double LogDerivativeCurvature(double position) => 0;
}
