using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Uncertainty;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Inference.Approximations;

/// <summary>The normal distribution that has a log density's mode and curvature there, and the constant that goes with it.</summary>
/// <param name="Normal">The approximation: mean at the mode, covariance (-H)⁻¹.</param>
/// <param name="LogDensityAtMode">The log density at the mode, nats.</param>
public sealed record LaplaceApproximation(MultivariateNormal Normal, double LogDensityAtMode)
{
    /// <summary>
    /// Laplace's estimate of the log of the integral over the density, nats: log p(m) + d/2 log 2π - 1/2 log det(-H). With a posterior that holds all
    /// constants it is the log evidence; its differences between modes weigh them.
    /// </summary>
    public double LogEvidence => LogDensityAtMode + Normal.LogNormaliser;

    /// <summary>From curvature already measured; null when the density does not fall in every direction, so that no normal distribution fits.</summary>
    /// <param name="mode">Where the density is highest.</param>
    /// <param name="logDensity">Its log there, nats.</param>
    /// <param name="hessian">Second derivatives there, row-major, symmetric.</param>
    /// <param name="scales">Unit in which every coordinate's curvature is judged; by default its own.</param>
    public static LaplaceApproximation? FromHessian(
        ReadOnlySpan<double> mode, double logDensity, ReadOnlySpan<double> hessian, ReadOnlySpan<double> scales = default)
    {
        foreach (var entry in hessian)
        {
            if (!double.IsFinite(entry))
            {
                return null;
            }
        }

        return FromCovariance(mode, logDensity, CovarianceEstimate.FromHessian(hessian, mode.Length, scales));
    }

    /// <summary>From the covariance that the curvature implies; null when it leaves directions open.</summary>
    public static LaplaceApproximation? FromCovariance(ReadOnlySpan<double> mode, double logDensity, CovarianceEstimate covariance)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        return covariance.IsPositiveDefinite && MultivariateNormal.TryCreate(mode, covariance.Covariance.AsSpan()) is { } normal
            ? new LaplaceApproximation(normal, logDensity)
            : null;
    }

    /// <summary>Measures the curvature at <paramref name="mode"/> by differences of gradients; null when the density does not fall in every direction.</summary>
    public static LaplaceApproximation? Measure(
        ILogDensity density, ImmutableArray<double> mode, Workers workers, HessianOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(density);
        var value = density.Evaluate(mode.AsSpan(), new double[mode.Length]);
        var hessian = Hessian.Measure(density, mode.AsSpan(), workers, options, cancellation);
        return FromHessian(mode.AsSpan(), value, hessian.Matrix.AsSpan());
    }
}
