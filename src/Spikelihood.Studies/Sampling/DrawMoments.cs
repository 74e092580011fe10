using System.Collections.Immutable;

namespace Spikelihood.Studies.Sampling;

/// <summary>Mean and covariance of draws, all chains together.</summary>
/// <param name="Mean">Of each quantity.</param>
/// <param name="Covariance">Row-major; divided by one less than the number of draws, so not a number for a single one.</param>
internal sealed record DrawMoments(double[] Mean, double[] Covariance)
{
    /// <summary>The moments of quantities given as rows: [quantity][draw].</summary>
    public static DrawMoments Of(double[][] quantities)
    {
        var (size, count) = (quantities.Length, quantities[0].Length);
        double[] mean = [.. quantities.Select(row => row.Average())], covariance = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var draw = 0; draw < count; draw++)
                {
                    sum += (quantities[i][draw] - mean[i]) * (quantities[j][draw] - mean[j]);
                }

                covariance[i * size + j] = covariance[j * size + i] = sum / (count - 1);
            }
        }

        return new(mean, covariance);
    }

    /// <summary>The correlation matrix; what never moves correlates with nothing but itself.</summary>
    public ImmutableArray<ImmutableArray<double>> Correlation()
    {
        var size = Mean.Length;
        return [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Select(j => Entry(i, j)).ToImmutableArray())];

        double Entry(int i, int j)
        {
            var scale = Math.Sqrt(Covariance[i * (size + 1)]) * Math.Sqrt(Covariance[j * (size + 1)]);
            return i == j ? 1 : scale > 0 ? Math.Clamp(Covariance[i * size + j] / scale, -1, 1) : 0;
        }
    }
}
