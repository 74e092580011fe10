using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Inference.Parameters;

/// <summary>
/// A smooth increasing map from the real line (the position z) to the numbers that a parameter may take (the natural value x).
/// </summary>
public abstract record Transform
{
    /// <summary>The usual transform for a support: identity, logarithm for positive numbers, logit between two bounds.</summary>
    /// <exception cref="ArgumentException">When the support is half-infinite and does not start at zero.</exception>
    public static Transform For(Support support)
    {
        if (support == Support.Real)
        {
            return new IdentityTransform();
        }

        if (support == Support.Positive)
        {
            return new LogTransform();
        }

        return double.IsFinite(support.Lower) && double.IsFinite(support.Upper)
            ? new LogitTransform(support.Lower, support.Upper)
            : throw new ArgumentException($"There is no transform for numbers between {support.Lower} and {support.Upper}.", nameof(support));
    }

    /// <summary>x(z).</summary>
    public abstract double ToNatural(double position);

    /// <summary>z(x).</summary>
    public abstract double ToPosition(double natural);

    /// <summary>dx/dz at z.</summary>
    public abstract double Derivative(double position);

    /// <summary>log dx/dz at z.</summary>
    public abstract double LogDerivative(double position);

    /// <summary>d/dz log dx/dz.</summary>
    public abstract double LogDerivativeSlope(double position);

    /// <summary>d²/dz² log dx/dz.</summary>
    public abstract double LogDerivativeCurvature(double position);
}
