using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Calibration;

/// <summary>
/// How far points lie from the centre of their own cloud. Centre and covariance are those of all points together, the truth among the draws: with
/// those of the
/// draws alone the truth, of which they know nothing, would lie too far out even when the posterior is right, by about d/L of its squared distance
/// for L draws in d dimensions.
/// </summary>
public static class PooledDistance
{
    /// <summary>Variances below this share of the largest, after scaling, are rounding.</summary>
    private const double LeastVariance = 1e-12;

    /// <summary>
    /// Squared Mahalanobis distances of points from their mean. Directions without any variance do not count; a point that is not finite is
    /// infinitely far.
    /// </summary>
    /// <param name="points">Row after row.</param>
    /// <param name="dimension">The length of a row.</param>
    public static double[] Squared(ReadOnlySpan<double> points, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        var count = points.Length / dimension;
        var centred = points.ToArray();
        var finite = Enumerable.Range(0, count).Where(i => VectorArithmetic.AllFinite(centred.AsSpan(i * dimension, dimension))).ToArray();
        for (var k = 0; k < dimension; k++)
        {
            Standardise(centred, finite, k, dimension);
        }

        var covariance = new double[dimension * dimension];
        foreach (var i in finite)
        {
            var row = centred.AsSpan(i * dimension, dimension);
            for (var k = 0; k < dimension; k++)
            {
                VectorArithmetic.AddScaled(covariance.AsSpan(k * dimension, dimension), row[k] / finite.Length, row);
            }
        }

        var distances = Enumerable.Repeat(double.PositiveInfinity, count).ToArray();
        var eigen = SymmetricEigen.Decompose(covariance, dimension)!;
        foreach (var i in finite)
        {
            var components = eigen.Components(centred.AsSpan(i * dimension, dimension));
            distances[i] = components.Select((x, k) => eigen.Values[k] > LeastVariance * eigen.Values[^1] ? x * x / eigen.Values[k] : 0).Sum();
        }

        return distances;
    }

    private static void Standardise(double[] points, int[] rows, int column, int dimension)
    {
        if (rows.Length == 0)
        {
            return;
        }

        var mean = rows.Average(i => points[i * dimension + column]);
        var deviation = Math.Sqrt(rows.Average(i => (points[i * dimension + column] - mean) * (points[i * dimension + column] - mean)));
        foreach (var i in rows)
        {
            points[i * dimension + column] = deviation > 0 ? (points[i * dimension + column] - mean) / deviation : 0;
        }
    }
}
