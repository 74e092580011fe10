using System.Collections.Immutable;

namespace Spikelihood.Numerics.Differentiation;

/// <summary>
/// Something that claims a gradient, with the points at which the claim is to be checked. Each part of the system lists what it
/// differentiates as such cases, and one test walks the list.
/// </summary>
/// <param name="Name">What a failing test is to say.</param>
/// <param name="Function">The function with its own gradient.</param>
/// <param name="Points">Where to check.</param>
public sealed record DifferentiableCase(string Name, DifferentiableFunction Function, ImmutableArray<ImmutableArray<double>> Points)
{
    /// <summary>The longest step of the finite differences; null for the usual one. A function with kinks needs shorter ones.</summary>
    public double? LongestStep { get; init; }

    /// <summary>The largest relative error that still counts as agreement; shorter steps know derivatives less well.</summary>
    public double Tolerance { get; init; } = 2e-8;

    /// <summary>A case of one variable: the value, its claimed derivative, and the places to look at.</summary>
    public static DifferentiableCase OfOneVariable(string name, Func<double, double> value, Func<double, double> derivative, params ReadOnlySpan<double> places)
    {
        var points = ImmutableArray.CreateBuilder<ImmutableArray<double>>(places.Length);
        foreach (var place in places)
        {
            points.Add([place]);
        }

        return new DifferentiableCase(name, Evaluate, points.ToImmutable());

        double Evaluate(ReadOnlySpan<double> position, Span<double> gradient)
        {
            gradient[0] = derivative(position[0]);
            return value(position[0]);
        }
    }

    /// <summary>The largest disagreement with finite differences over all points.</summary>
    public GradientComparison Check() => Points
        .Select(point => FiniteDifferences.CompareGradient(Function, point.AsSpan(), LongestStep))
        .MaxBy(comparison => double.IsNaN(comparison.RelativeError) ? double.PositiveInfinity : comparison.RelativeError);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
