using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Optimisation;

/// <summary>
/// The step that raises the model gᵀs - sᵀBs/2 most within a ball, exactly, for positive semi-definite B (Moré and Sorensen 1983; the
/// secular equation is solved in the eigenbasis, where it costs nothing).
/// </summary>
internal static class TrustRegionSubproblem
{
    /// <summary>Eigenvalues are taken to be at least this share of the largest: below it they are rounding.</summary>
    private const double Flat = 1e-13;

    private const int MaxIterations = 100;

    /// <summary>Components of the step along the eigenvectors, from the gradient's components.</summary>
    public static double[] Solve(SymmetricEigen curvature, ReadOnlySpan<double> gradient, double radius)
    {
        var dimension = gradient.Length;
        var values = curvature.Values;
        var step = new double[dimension];
        var floor = Flat * Math.Max(values[^1], 0);

        // Inside: the Newton step, with nothing to be gained along directions that have neither slope nor curvature.
        Fill(gradient, 0);
        if (VectorArithmetic.Norm(step) <= radius)
        {
            return step;
        }

        // On the boundary: the shift at which the step is as long as the radius. Newton on 1/length, which is nearly linear.
        double lowest = 0, highest = VectorArithmetic.Norm(gradient) / radius;
        var shift = Math.Min(highest, Math.Max(floor, 1e-3 * highest));
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            Fill(gradient, shift);
            var length = VectorArithmetic.Norm(step);
            if (Math.Abs(length - radius) <= 1e-6 * radius)
            {
                break;
            }

            (lowest, highest) = length > radius ? (shift, highest) : (lowest, shift);
            var slope = 0.0;
            for (var i = 0; i < dimension; i++)
            {
                slope += step[i] * step[i] / (Math.Max(values[i], 0) + shift);
            }

            var next = shift + length * length / slope * (length - radius) / radius;
            shift = next > lowest && next < highest ? next : 0.5 * (lowest + highest);
        }

        return step;

        void Fill(ReadOnlySpan<double> slopes, double added)
        {
            for (var i = 0; i < dimension; i++)
            {
                var stiffness = Math.Max(values[i], added > 0 ? 0 : floor) + added;
                step[i] = slopes[i] == 0 ? 0 : slopes[i] / stiffness;
            }
        }
    }

    /// <summary>How much the model promises for a step, both in the eigenbasis.</summary>
    public static double Rise(SymmetricEigen curvature, ReadOnlySpan<double> gradient, ReadOnlySpan<double> step)
    {
        var rise = 0.0;
        for (var i = 0; i < step.Length; i++)
        {
            rise += step[i] * (gradient[i] - 0.5 * Math.Max(curvature.Values[i], 0) * step[i]);
        }

        return rise;
    }
}
