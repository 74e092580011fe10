using System.Collections.Immutable;
using Spikelihood.Inference.Optimisation;

namespace Spikelihood.Inference.Approximations;

/// <summary>A point that an optimiser passed, with what it knew of the density there.</summary>
/// <param name="Position">Where.</param>
/// <param name="Gradient">The gradient of the log density there.</param>
public readonly record struct PathPosition(ImmutableArray<double> Position, ImmutableArray<double> Gradient)
{
    /// <summary>The point at which an optimiser stands.</summary>
    public static PathPosition Of(OptimiserState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(state.Position, state.Gradient);
    }
}
