using System.Collections.Immutable;
using Spikelihood.Inference.LinearAlgebra;
using Spikelihood.Inference.Optimisation;

namespace Spikelihood.Inference.Approximations;

/// <summary>
/// Estimates of the inverse of minus the Hessian along an optimiser's path, as L-BFGS would have them but with a diagonal that follows the path (Gilbert and
/// Lemaréchal 1989; Zhang, Carpenter, Gelman and Vehtari 2022, algorithm 3).
/// </summary>
internal static class PathCurvature
{
    /// <summary>A step counts when sᵀy exceeds this share of |s| |y| in units of the diagonal, so that the estimates stay positive definite.</summary>
    private const double LeastCosine = 1e-10;

    /// <summary>The normal approximation at every point of a path after the first; null where none can be had.</summary>
    public static ImmutableArray<MultivariateNormal?> Along(IReadOnlyList<PathPosition> path, ReadOnlySpan<double> variances, int memory)
    {
        var diagonal = variances.ToArray();
        var pairs = new List<CurvaturePair>();
        var normals = ImmutableArray.CreateBuilder<MultivariateNormal?>(Math.Max(path.Count - 1, 0));
        for (var point = 1; point < path.Count; point++)
        {
            if (Pair(path[point - 1], path[point], diagonal) is { } pair)
            {
                Follow(diagonal, pair);
                pairs.Add(pair);
                if (pairs.Count > memory)
                {
                    pairs.RemoveAt(0);
                }
            }

            normals.Add(pairs.Count == 0 ? null : At(path[point], diagonal, pairs));
        }

        return normals.MoveToImmutable();
    }

    private static CurvaturePair? Pair(PathPosition before, PathPosition after, double[] diagonal)
    {
        double[] step = new double[diagonal.Length], bend = new double[diagonal.Length];
        double stepLength = 0, bendLength = 0;
        for (var i = 0; i < diagonal.Length; i++)
        {
            step[i] = after.Position[i] - before.Position[i];
            bend[i] = before.Gradient[i] - after.Gradient[i];
            stepLength += step[i] * step[i] / diagonal[i];
            bendLength += bend[i] * bend[i] * diagonal[i];
        }

        var product = VectorArithmetic.Dot(step, bend);
        return product > LeastCosine * Math.Sqrt(stepLength * bendLength) && double.IsFinite(bendLength)
            ? new CurvaturePair(ImmutableArray.Create(step), ImmutableArray.Create(bend), product)
            : null;
    }

    /// <summary>The diagonal's own quasi-Newton update.</summary>
    private static void Follow(double[] diagonal, CurvaturePair pair)
    {
        double bends = 0, steps = 0;
        for (var i = 0; i < diagonal.Length; i++)
        {
            bends += pair.Bend[i] * pair.Bend[i] * diagonal[i];
            steps += pair.Step[i] * pair.Step[i] / diagonal[i];
        }

        for (var i = 0; i < diagonal.Length; i++)
        {
            var curvature = bends / (pair.Product * diagonal[i])
                + pair.Bend[i] * pair.Bend[i] / pair.Product
                - bends * pair.Step[i] * pair.Step[i] / (pair.Product * steps * diagonal[i] * diagonal[i]);
            diagonal[i] = 1 / curvature;
        }
    }

    /// <summary>N(x + C g, C), the maximum and shape of the quadratic that the pairs imply.</summary>
    private static MultivariateNormal? At(PathPosition point, double[] diagonal, List<CurvaturePair> pairs)
    {
        var covariance = Inverse(diagonal, pairs);
        var mean = point.Position.ToArray();
        for (var i = 0; i < mean.Length; i++)
        {
            mean[i] += VectorArithmetic.Dot(covariance.AsSpan(i * mean.Length, mean.Length), point.Gradient.AsSpan());
        }

        return MultivariateNormal.TryCreate(mean, covariance);
    }

    /// <summary>The BFGS update of the inverse, C ← (I - s yᵀ/sᵀy) C (I - y sᵀ/sᵀy) + s sᵀ/sᵀy, from the diagonal through all pairs, oldest first.</summary>
    private static double[] Inverse(double[] diagonal, List<CurvaturePair> pairs)
    {
        var dimension = diagonal.Length;
        var inverse = new double[dimension * dimension];
        for (var i = 0; i < dimension; i++)
        {
            inverse[i * dimension + i] = diagonal[i];
        }

        var product = new double[dimension];
        foreach (var (step, bend, along) in pairs)
        {
            for (var i = 0; i < dimension; i++)
            {
                product[i] = VectorArithmetic.Dot(inverse.AsSpan(i * dimension, dimension), bend.AsSpan()) / along;
            }

            var whole = 1 / along + VectorArithmetic.Dot(product, bend.AsSpan()) / along;
            for (var i = 0; i < dimension; i++)
            {
                for (var j = 0; j < dimension; j++)
                {
                    inverse[i * dimension + j] += whole * step[i] * step[j] - (product[i] * step[j] + step[i] * product[j]);
                }
            }
        }

        return inverse;
    }
}
