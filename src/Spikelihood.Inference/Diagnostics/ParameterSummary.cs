namespace Spikelihood.Inference.Diagnostics;

/// <summary>The draws of one quantity in numbers, each estimate with its Monte Carlo standard error (Vehtari et al. 2021). In the quantity's unit.</summary>
public sealed record ParameterSummary
{
    /// <summary>Mean of all draws.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation of all draws.</summary>
    public required double Sd { get; init; }

    /// <summary>Monte Carlo standard error of the mean.</summary>
    public required double McseMean { get; init; }

    /// <summary>Monte Carlo standard error of the standard deviation.</summary>
    public required double McseSd { get; init; }

    /// <summary>5 % quantile.</summary>
    public required double Q5 { get; init; }

    /// <summary>Median.</summary>
    public required double Q50 { get; init; }

    /// <summary>95 % quantile.</summary>
    public required double Q95 { get; init; }

    /// <summary>Monte Carlo standard error of the 5 % quantile.</summary>
    public required double McseQ5 { get; init; }

    /// <summary>Monte Carlo standard error of the median.</summary>
    public required double McseQ50 { get; init; }

    /// <summary>Monte Carlo standard error of the 95 % quantile.</summary>
    public required double McseQ95 { get; init; }

    /// <summary>Rank-normalised split R-hat, the larger of that of the draws and that of their distances from the median.</summary>
    public required double Rhat { get; init; }

    /// <summary>Effective number of draws for the middle of the distribution.</summary>
    public required double EssBulk { get; init; }

    /// <summary>Effective number of draws for the 5 and 95 % quantiles, the smaller.</summary>
    public required double EssTail { get; init; }

    /// <summary>
    /// Of draws [chain][draw]. With fewer than four draws a chain, or draws that are not finite, errors, R-hat and effective numbers are not numbers.
    /// </summary>
    /// <exception cref="ArgumentException">When the chains differ in length.</exception>
    public static ParameterSummary Of(double[][] draws)
    {
        var isUsable = DrawSet.IsUsable(draws);
        var sorted = DrawSet.Sorted(draws);
        double Error(double probability) => isUsable ? MonteCarloError.Quantile(draws, sorted, probability) : double.NaN;
        var pooled = DrawSet.Pool(draws);
        var convergence = Convergence.Of(draws);
        return new()
        {
            Mean = Moments.Mean(pooled),
            Sd = Math.Sqrt(Moments.Variance(pooled)),
            McseMean = MonteCarloError.Mean(draws),
            McseSd = MonteCarloError.Sd(draws),
            Q5 = SampleQuantile.Of(sorted, 0.05),
            Q50 = SampleQuantile.Median(sorted),
            Q95 = SampleQuantile.Of(sorted, 0.95),
            McseQ5 = Error(0.05),
            McseQ50 = Error(0.5),
            McseQ95 = Error(0.95),
            Rhat = convergence.Rhat,
            EssBulk = convergence.EssBulk,
            EssTail = convergence.EssTail,
        };
    }
}
