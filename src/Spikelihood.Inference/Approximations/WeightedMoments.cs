using System.Collections.Immutable;

namespace Spikelihood.Inference.Approximations;

/// <summary>Mean and covariance of weighted draws.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Covariance">
/// Row-major; pulled towards its own diagonal by the share exp(-n/d), n the effective number of draws and d the dimension: positive definite however few
/// draws there are and whatever the units, and untouched where they suffice, since strong correlations would not survive even a small share.
/// </param>
internal sealed record WeightedMoments(ImmutableArray<double> Mean, ImmutableArray<double> Covariance)
{
    /// <summary>The moments of draws; weights need not sum to one. At least two draws with weight are needed.</summary>
    public static WeightedMoments Of(IReadOnlyList<ReadOnlyMemory<double>> draws, ReadOnlySpan<double> weights = default)
    {
        var dimension = draws[0].Length;
        double sum = 0, squares = 0;
        var mean = new double[dimension];
        for (var draw = 0; draw < draws.Count; draw++)
        {
            var weight = weights.IsEmpty ? 1 : weights[draw];
            var position = draws[draw].Span;
            sum += weight;
            squares += weight * weight;
            for (var i = 0; i < dimension; i++)
            {
                mean[i] += weight * (position[i] - draws[0].Span[i]);
            }
        }

        for (var i = 0; i < dimension; i++)
        {
            mean[i] = draws[0].Span[i] + mean[i] / sum;
        }

        var effective = sum * sum / squares;
        var covariance = new double[dimension * dimension];
        var apart = new double[dimension];
        for (var draw = 0; draw < draws.Count; draw++)
        {
            var weight = weights.IsEmpty ? 1 : weights[draw];
            var position = draws[draw].Span;
            for (var i = 0; i < dimension; i++)
            {
                apart[i] = position[i] - mean[i];
                for (var j = 0; j <= i; j++)
                {
                    covariance[i * dimension + j] += weight * apart[i] * apart[j];
                }
            }
        }

        var scale = 1 / (sum * (1 - 1 / effective));
        var kept = 1 - Math.Exp(-effective / dimension);
        for (var i = 0; i < dimension; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                covariance[i * dimension + j] *= i == j ? scale : kept * scale;
                covariance[j * dimension + i] = covariance[i * dimension + j];
            }
        }

        return new WeightedMoments(ImmutableArray.Create(mean), ImmutableArray.Create(covariance));
    }
}
