namespace Spikelihood.Inference.Diagnostics;

/// <summary>What draws must keep to be trusted. Reasons: docs/diagnostics.md.</summary>
public static class TrustLimits
{
    /// <summary>Rank-normalised split R-hat of every parameter must be below this (Vehtari et al. 2021, section 4.2).</summary>
    public const double Rhat = 1.01;

    /// <summary>Beyond this R-hat chains sit in different places; longer ones need not bring them together.</summary>
    public const double ApartRhat = 1.1;

    /// <summary>Bulk and tail effective sizes of every parameter must be at least this, however few the chains.</summary>
    public const double EffectiveSize = 400;

    /// <summary>And at least this for each chain, so that the effective size itself is estimated well (Vehtari et al. 2021, section 4.1).</summary>
    public const double EffectiveSizePerChain = 100;

    /// <summary>Energy Bayesian fraction of missing information of every chain must be at least this (Betancourt 2016).</summary>
    public const double Bfmi = 0.3;

    /// <summary>The share of draws whose trajectory was cut at the maximum depth must be below this.</summary>
    public const double ShareAtMaximumDepth = 0.01;

    /// <summary>More divergences for each draw than this spoil the draws; fewer are told.</summary>
    public const double DivergentShare = 0.001;

    /// <summary>A chain that accepts less than its target by more than this has not adapted, which is told.</summary>
    public const double AcceptanceShortfall = 0.1;
}
