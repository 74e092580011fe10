namespace Spikelihood.Inference.Densities;

/// <summary>
/// A positive semi-definite stand-in for minus the Hessian of a log density: expected (Fisher) information or a Gauss-Newton
/// matrix, with the prior's share. Safe to call from several threads.
/// </summary>
public interface ICurvature
{
    /// <summary>Writes the information at <paramref name="position"/> into <paramref name="matrix"/>: row-major, symmetric, nats per product of coordinates.</summary>
    void Information(ReadOnlySpan<double> position, Span<double> matrix);
}
