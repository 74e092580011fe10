using System.Collections.Immutable;
using Spikelihood.Inference.LinearAlgebra;

namespace Spikelihood.Inference.Sampling;

/// <summary>
/// The low-rank metric of Seyboldt et al. (2024, section 3.3): coordinates are rescaled by the diagonal estimate; the geometric mean is
/// taken within the span of the widest directions of draws and of gradients; directions whose variance is far from 1 there are kept.
/// </summary>
internal static class LowRankEstimate
{
    /// <summary>A direction is kept when its variance, or the inverse, exceeds this.</summary>
    private const double Cutoff = 2;

    /// <summary>Directions taken from draws, and from gradients.</summary>
    private const int MostDirections = 20;

    private static readonly double[] Shares = [1e-8, 1e-6, 1e-4, 1e-2, 0.1, 0.5];

    /// <summary>The estimate whose shrinkage of correlations is the one under which each half of the states foretells the other best.</summary>
    public static LowRankMetric? From(IReadOnlyList<ChainState> states)
    {
        double[][] positions = [.. states.Select(state => state.Position.ToArray())];
        double[][] gradients = [.. states.Select(state => state.Gradient.ToArray())];
        if (ScaledMoments.Of(positions, gradients) is not { } moments)
        {
            return null;
        }

        var share = Shares[^1];
        if (ScaledMoments.Halves(positions, gradients) is var (even, odd))
        {
            var count = states.Count / 2;
            share = Shares.MinBy(tried => odd.Divergence(Factor(Fit(even, tried, count))) + even.Divergence(Factor(Fit(odd, tried, count))));
        }

        return Fit(moments, share, states.Count);
    }

    private static CholeskyFactor? Factor(LowRankMetric? metric) => metric is null ? null : DenseMetric.From(metric).Factor;

    private static LowRankMetric? Fit(ScaledMoments seen, double share, int count)
    {
        var dimension = seen.Dimension;
        var moments = seen.Shrunk(share);
        var wanted = Math.Min(MostDirections, count - 1);
        var span = Orthonormal([.. Widest(moments.Positions, dimension, wanted), .. Widest(moments.Gradients, dimension, wanted)]);
        if (GeometricMean.Solve(Projected(moments.Positions, span), Projected(moments.Gradients, span), span.Count) is not { } mean
            || SymmetricEigen.Decompose(mean, span.Count) is not { } eigen)
        {
            return null;
        }

        var kept = Enumerable.Range(0, span.Count).Where(k => eigen.Values[k] is > Cutoff or (< 1 / Cutoff and > 0)).ToArray();
        var directions = kept.Select(k => Combined(span, eigen.Vector(k)));
        return new LowRankMetric([.. moments.Scales], [.. directions], [.. kept.Select(k => eigen.Values[k])]);
    }

    private static IEnumerable<double[]> Widest(double[] matrix, int dimension, int wanted)
    {
        var eigen = SymmetricEigen.Decompose(matrix, dimension)!;
        return Enumerable.Range(0, Math.Min(wanted, dimension)).Select(k => eigen.Vector(dimension - 1 - k).ToArray());
    }

    /// <summary>Gram and Schmidt, twice for accuracy; what lies in the span already is left out.</summary>
    private static List<double[]> Orthonormal(List<double[]> vectors)
    {
        const double least = 1e-6;
        var basis = new List<double[]>();
        foreach (var vector in vectors)
        {
            foreach (var earlier in basis.Concat(basis))
            {
                VectorArithmetic.AddScaled(vector, -VectorArithmetic.Dot(earlier, vector), earlier);
            }

            var length = VectorArithmetic.Norm(vector);
            if (length > least && basis.Count < vector.Length)
            {
                basis.Add([.. vector.Select(entry => entry / length)]);
            }
        }

        return basis;
    }

    private static double[] Projected(double[] matrix, List<double[]> span)
    {
        var dimension = span[0].Length;
        var result = new double[span.Count * span.Count];
        var image = new double[dimension];
        for (var k = 0; k < span.Count; k++)
        {
            for (var i = 0; i < dimension; i++)
            {
                image[i] = VectorArithmetic.Dot(matrix.AsSpan(i * dimension, dimension), span[k]);
            }

            for (var m = 0; m <= k; m++)
            {
                result[k * span.Count + m] = result[m * span.Count + k] = VectorArithmetic.Dot(span[m], image);
            }
        }

        return result;
    }

    private static ImmutableArray<double> Combined(List<double[]> span, ReadOnlySpan<double> components)
    {
        var sum = new double[span[0].Length];
        for (var k = 0; k < span.Count; k++)
        {
            VectorArithmetic.AddScaled(sum, components[k], span[k]);
        }

        return ImmutableArray.Create(sum);
    }
}
