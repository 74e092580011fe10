using Spikelihood.Studies.Files.Studies;

namespace Spikelihood.Studies.Sweeps;

/// <summary>
/// The two ways of making an interval from the curvature at the optimum. Both use the delta method, one for the parameter itself and one for its logarithm,
/// in which the posterior of a skewed positive parameter such as c or tau_theta is nearer to a normal one.
/// </summary>
internal static class OneSigmaInterval
{
    /// <summary>Whether estimate ± error holds the truth; false when there is no error.</summary>
    public static bool CoversNaturally(CellRecord cell, int parameter) =>
        Math.Abs(cell.Best[parameter] - cell.Truth[parameter]) <= cell.StandardErrors[parameter];

    /// <summary>Whether estimate × exp(± error / estimate) holds the truth of a positive parameter; weights and potentials as above.</summary>
    public static bool CoversLogarithmically(CellRecord cell, int parameter) =>
        PriorReader.Positive.Contains(cell.Parameters[parameter].Split('[')[0])
            ? Math.Abs(Math.Log(cell.Best[parameter] / cell.Truth[parameter])) <= cell.StandardErrors[parameter] / cell.Best[parameter]
            : CoversNaturally(cell, parameter);
}
