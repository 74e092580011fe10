namespace Spikelihood.Reports.Posteriors;

/// <summary>Beyond which numbers stand out in the tables (Vehtari et al. 2021; Betancourt 2016).</summary>
internal static class Limits
{
    /// <summary>Largest R-hat of chains that agree.</summary>
    public const double Rhat = 1.01;

    /// <summary>Fewest effective draws of each chain with which the diagnostics themselves are sure.</summary>
    public const double EffectiveDrawsPerChain = 100;

    /// <summary>Least energy fraction of missing information of a chain that moves well between energies.</summary>
    public const double Bfmi = 0.3;
}
