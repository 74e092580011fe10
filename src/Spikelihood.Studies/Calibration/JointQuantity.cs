using System.Collections.Immutable;

namespace Spikelihood.Studies.Calibration;

/// <summary>
/// Quantities of all parameters and the data at once, which tell what no parameter alone does: a wrong correlation, a likelihood that was not
/// heard.
/// </summary>
public static class JointQuantity
{
    /// <summary>Mahalanobis distance from the centre of draws and truth, in sampling coordinates.</summary>
    public const string Distance = "distance from the centre";

    /// <summary>Log posterior density of the sampling coordinates.</summary>
    public const string Density = "log posterior density";

    /// <summary>Log likelihood of the data (Modrák et al. 2023, section 3.3).</summary>
    public const string Likelihood = "log likelihood";

    /// <summary>All of them, in the order of tables.</summary>
    public static ImmutableArray<string> All { get; } = [Density, Distance, Likelihood];
}
