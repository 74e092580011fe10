namespace Spikelihood.Inference.Evidence;

/// <summary>A generalised Pareto distribution of excesses over a threshold, fitted to data.</summary>
/// <param name="Shape">k: moments of order 1/k and above do not exist.</param>
/// <param name="Scale">σ, in the unit of the excesses.</param>
public readonly record struct GeneralisedPareto(double Shape, double Scale)
{
    private const int LeastGridPoints = 30;
    private const double PriorDraws = 10, PriorShape = 0.5, GridPrior = 3;

    /// <summary>
    /// Zhang and Stephens 2009, "A new and efficient estimation method for the generalized Pareto distribution" (their posterior mean over a grid of
    /// θ = -k/σ), with the shape drawn towards 1/2 by the weight of ten observations (Vehtari et al. 2024).
    /// </summary>
    /// <param name="excesses">Positive, ascending, not all alike.</param>
    public static GeneralisedPareto Fit(ReadOnlySpan<double> excesses)
    {
        var count = excesses.Length;
        var points = LeastGridPoints + (int)Math.Sqrt(count);
        var quartile = excesses[Math.Max((int)(count / 4.0 + 0.5) - 1, 0)];
        var thetas = new double[points];
        var likelihoods = new double[points];
        for (var j = 0; j < points; j++)
        {
            thetas[j] = 1 / excesses[^1] + (1 - Math.Sqrt(points / (j + 0.5))) / (GridPrior * quartile);
            var shape = MeanLog(thetas[j], excesses);
            likelihoods[j] = count * (Math.Log(-thetas[j] / shape) - shape - 1);
        }

        var top = likelihoods.Max();
        double sum = 0, theta = 0;
        for (var j = 0; j < points; j++)
        {
            var weight = Math.Exp(likelihoods[j] - top);
            sum += weight;
            theta += weight * thetas[j];
        }

        theta /= sum;
        var raw = MeanLog(theta, excesses);
        return new GeneralisedPareto((count * raw + PriorDraws * PriorShape) / (count + PriorDraws), -raw / theta);
    }

    /// <summary>The excess below which a share <paramref name="probability"/> of the mass lies.</summary>
    public double Quantile(double probability)
    {
        var log = double.LogP1(-probability);
        return Shape == 0 ? -Scale * log : Scale * double.ExpM1(-Shape * log) / Shape;
    }

    /// <summary>The shape that maximises the likelihood given θ: the mean of log(1 - θ x).</summary>
    private static double MeanLog(double theta, ReadOnlySpan<double> excesses)
    {
        var sum = 0.0;
        foreach (var excess in excesses)
        {
            sum += double.LogP1(-theta * excess);
        }

        return sum / excesses.Length;
    }
}
