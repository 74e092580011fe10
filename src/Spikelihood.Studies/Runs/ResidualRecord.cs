using System.Collections.Immutable;

namespace Spikelihood.Studies.Runs;

/// <summary>Whether one population's counts follow the distributions that the fitted model predicts step by step (docs/statistics.md).</summary>
public sealed record ResidualRecord
{
    /// <summary>The population's name.</summary>
    public required string Population { get; init; }

    /// <summary>Number of scored steps.</summary>
    public required int Steps { get; init; }

    /// <summary>Largest difference between the residuals' cumulative distribution and the uniform one (Kolmogorov-Smirnov).</summary>
    public required double Ks { get; init; }

    /// <summary>Its p-value.</summary>
    public required double KsP { get; init; }

    /// <summary>Ljung and Box's statistic of the normal residuals over <see cref="Autocorrelation"/>'s lags.</summary>
    public required double LjungBox { get; init; }

    /// <summary>Its p-value, with as many degrees of freedom as lags.</summary>
    public required double LjungBoxP { get; init; }

    /// <summary>Autocorrelation of the normal residuals at the lags 1, 2, ... steps.</summary>
    public required ImmutableArray<double> Autocorrelation { get; init; }

    /// <summary>Predicted spikes over those that came.</summary>
    public required double Ratio { get; init; }

    /// <summary>What chance does to it, one standard deviation.</summary>
    public required double RatioError { get; init; }

    /// <summary>The p-value of its difference from 1.</summary>
    public required double RatioP { get; init; }

    /// <summary>Scatter of the counts about the predictions over the binomial variance.</summary>
    public required double Dispersion { get; init; }

    /// <summary>Correlation of the standardised deviations from one step to the next.</summary>
    public required double Memory { get; init; }

    /// <summary>Whether the model fails: significantly, and by more than anybody would overlook.</summary>
    public required bool Misfit { get; init; }

    /// <summary>Share of the residuals up to 0.01, 0.02, ..., 0.99.</summary>
    public required ImmutableArray<double> Distribution { get; init; }
}
