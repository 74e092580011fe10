using Spikelihood.Numerics.Distributions;

namespace Spikelihood.Inference.Parameters;

/// <summary>One unknown: a name such as <c>w[E,I]</c> (target, source), its unit, what is believed of it before seeing data, and its own free coordinate.</summary>
public sealed record Parameter
{
    /// <summary>A parameter; without a transform the usual one for the prior's support is taken.</summary>
    public Parameter(string name, string unit, Distribution prior, Transform? transform = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(prior);
        Name = name;
        Unit = unit;
        Prior = prior;
        Transform = transform ?? Transform.For(prior.Support);
    }

    /// <summary>The name, by which files, tables and figures know it.</summary>
    public string Name { get; }

    /// <summary>The unit of the natural value; empty for a pure number.</summary>
    public string Unit { get; }

    /// <summary>The prior of the natural value.</summary>
    public Distribution Prior { get; }

    /// <summary>The map between the free coordinate and the natural value.</summary>
    public Transform Transform { get; }

    /// <summary>
    /// Minus the second derivative of the log prior density of the free coordinate (Jacobian included): the prior's information about the free coordinate, zero where the
    /// density is not log-concave.
    /// </summary>
    public double PriorInformationAt(double position)
    {
        var natural = Transform.ToNatural(position);
        var stretch = Transform.Derivative(position);
        var second = Prior.LogDensitySecondDerivative(natural) * stretch * stretch
            + Prior.LogDensityDerivative(natural) * stretch * Transform.LogDerivativeSlope(position)
            + Transform.LogDerivativeCurvature(position);
        return Math.Max(0, -second);
    }
}
