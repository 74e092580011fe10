using Spikelihood.Inference.Densities;

namespace Spikelihood.Inference.Tests.TestDensities;

/// <summary>The same information everywhere.</summary>
public sealed class FixedCurvature(params double[] information) : ICurvature
{
    public void Information(ReadOnlySpan<double> position, Span<double> matrix) => information.CopyTo(matrix);
}
