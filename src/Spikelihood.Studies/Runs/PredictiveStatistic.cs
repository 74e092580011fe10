using System.Collections.Immutable;

namespace Spikelihood.Studies.Runs;

/// <summary>One number of the data beside what it is in simulations at draws of the posterior.</summary>
public sealed record PredictiveStatistic
{
    /// <summary>For example <c>mean rate</c>.</summary>
    public required string Quantity { get; init; }

    /// <summary>Its unit; empty for a pure number.</summary>
    public required string Unit { get; init; }

    /// <summary>The population, or the two that are compared.</summary>
    public required ImmutableArray<string> Populations { get; init; }

    /// <summary>Of the data.</summary>
    public required double Data { get; init; }

    /// <summary>Mean over simulations.</summary>
    public required double Mean { get; init; }

    /// <summary>5 % quantile of the simulations.</summary>
    public required double Low { get; init; }

    /// <summary>95 % quantile of the simulations.</summary>
    public required double High { get; init; }

    /// <summary>The smallest of the simulations.</summary>
    public required double Smallest { get; init; }

    /// <summary>The largest of the simulations.</summary>
    public required double Largest { get; init; }

    /// <summary>
    /// Posterior predictive p-value, two-sided, from the rank of the data among the simulations: with n of them no smaller than 2 / (n + 1).
    /// </summary>
    public required double P { get; init; }

    /// <summary>The same, were the simulations normal: two-sided, of a further value after n (Student's t), so it can be smaller.</summary>
    public required double NormalP { get; init; }

    /// <summary>Whether the data lie outside the central 99 % of the simulations by both, as far as their ranks can tell.</summary>
    public required bool Outside { get; init; }
}
