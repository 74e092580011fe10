using System.Collections.Immutable;
using Spikelihood.Inference.Densities;

namespace Spikelihood.Inference.Sampling;

/// <summary>Where a chain is: a value, passed into and out of transitions.</summary>
/// <param name="Position">Unconstrained coordinates.</param>
/// <param name="LogDensity">The log density there.</param>
/// <param name="Gradient">Its gradient there.</param>
public readonly record struct ChainState(ImmutableArray<double> Position, double LogDensity, ImmutableArray<double> Gradient)
{
    /// <summary>The state at a position; costs one gradient.</summary>
    public static ChainState Init(ILogDensity density, ReadOnlySpan<double> position)
    {
        ArgumentNullException.ThrowIfNull(density);
        var gradient = new double[density.Dimension];
        var value = density.Evaluate(position, gradient);
        return new([.. position], value, ImmutableArray.Create(gradient));
    }
}
