namespace Spikelihood.Inference.Parameters;

/// <summary>x = lower + (upper - lower) / (1 + exp(-z)), for parameters between two bounds.</summary>
/// <param name="Lower">The lower bound, natural unit.</param>
/// <param name="Upper">The upper bound, natural unit.</param>
public sealed record LogitTransform(double Lower, double Upper) : Transform
{
    /// <inheritdoc/>
    public override double ToNatural(double position) => Lower + (Upper - Lower) * Logistic(position);

    /// <inheritdoc/>
    public override double ToPosition(double natural) => Math.Log((natural - Lower) / (Upper - natural));

    /// <inheritdoc/>
    public override double Derivative(double position) => (Upper - Lower) * Logistic(position) * Logistic(-position);

    /// <inheritdoc/>
    public override double LogDerivative(double position)
    {
        var distance = Math.Abs(position);
        return Math.Log(Upper - Lower) - distance - 2 * Math.Log(1 + Math.Exp(-distance));
    }

    /// <inheritdoc/>
    public override double LogDerivativeSlope(double position) => -Math.Tanh(0.5 * position);

    /// <inheritdoc/>
    public override double LogDerivativeCurvature(double position) => -2 * Logistic(position) * Logistic(-position);

    private static double Logistic(double z) => 1 / (1 + Math.Exp(-z));
}
