namespace Spikelihood.Inference.Densities;

/// <summary>
/// A log density over unconstrained space, with its gradient. It is all that optimisers and samplers know of a model.
/// Implementations are safe to call from several threads at once; callers own the buffers.
/// </summary>
public interface ILogDensity
{
    /// <summary>The number of coordinates.</summary>
    int Dimension { get; }

    /// <summary>
    /// The log density at <paramref name="position"/>, up to a constant, and its gradient. A position where the density cannot be
    /// computed gives a value that is not finite; it does not throw.
    /// </summary>
    double Evaluate(ReadOnlySpan<double> position, Span<double> gradient);
}
