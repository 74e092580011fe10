using Spikelihood.Inference.LinearAlgebra;
using Spikelihood.Inference.Uncertainty;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Calibration;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;

namespace Spikelihood.Studies.Tests.Calibration;

/// <summary>Independent draws of the normal distribution that the curvature at the best optimum of a fit implies, in its coordinates.</summary>
internal static class LaplaceSampler
{
    private const int Draws = 1000;

    /// <summary>A <see cref="PosteriorSampler"/>.</summary>
    public static CalibrationDraws Sample(StudyDescription study, StudyData data, ulong seed, CancellationToken cancellation)
    {
        var runner = new FitRunner(study, data, seed, Workers.One);
        var problem = runner.Problem;
        var fit = runner.Run(null, cancellation);
        var dimension = problem.Inferred.Length;
        var centre = new double[dimension];
        problem.Coordinates.ToPosition(problem.Parameters.FromNames(fit.Best.Parameters), centre);
        var density = problem.OfAllDataMerged(Workers.One) ?? problem.OfAllData(Workers.One);
        var hessian = Hessian.Measure(density, centre, Workers.One, new HessianOptions { Scales = problem.Scales }, cancellation);
        if (!hessian.IsFinite || CovarianceEstimate.FromHessian(hessian.Matrix.AsSpan(), dimension) is not { IsPositiveDefinite: true } covariance)
        {
            throw new FitFailedException("the posterior has no curvature at its best point");
        }

        var eigen = SymmetricEigen.Decompose(covariance.Covariance.AsSpan(), dimension)!;
        var rng = new Rng(seed, StreamPurpose.Approximations, 0);
        var (values, normal) = (new double[Draws * dimension], new double[dimension]);
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var i = 0; i < dimension; i++)
            {
                normal[i] = Math.Sqrt(Math.Max(0, eigen.Values[i])) * rng.NextNormal();
            }

            var position = eigen.Combine(normal);
            for (var i = 0; i < dimension; i++)
            {
                position[i] += centre[i];
            }

            problem.Coordinates.ToNatural(position, values.AsSpan(draw * dimension, dimension));
        }

        return new([.. values], [], fit.Starts.Sum(start => start.Evaluations) + hessian.Evaluations);
    }
}
