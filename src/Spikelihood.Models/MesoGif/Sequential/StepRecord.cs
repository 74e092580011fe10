namespace Spikelihood.Models.MesoGif.Sequential;

/// <summary>
/// What the way back must know of each step of a piece. Cohorts: lambda, P, m and v of all ages, four rows a step; the rest by step.
/// A piece that is only followed forwards writes every step over the one before.
/// </summary>
internal sealed class StepRecord
{
    private const int Rows = 4;
    private readonly int _row;
    private readonly double[] _cohorts;

    /// <summary>Room for so many steps.</summary>
    public StepRecord(PopulationStructure structure, int steps)
    {
        _row = (structure.AgeBins + 7) / 8 * 8;
        _cohorts = new double[Rows * _row * steps];
        Scalars = new StepScalars[steps];
        Filtered = [.. structure.SourceSizes.Select(_ => new double[steps])];
        Adaptation = [.. Enumerable.Range(0, structure.Components).Select(_ => new double[steps])];
    }

    /// <summary>By step.</summary>
    public StepScalars[] Scalars { get; }

    /// <summary>y before its update, by source and step.</summary>
    public double[][] Filtered { get; }

    /// <summary>g by component and step.</summary>
    public double[][] Adaptation { get; }

    /// <summary>The four rows of a step.</summary>
    public (Memory<double> Rate, Memory<double> Fire, Memory<double> Survivors, Memory<double> Variance) this[int step]
    {
        get
        {
            var all = _cohorts.AsMemory(Rows * _row * step, Rows * _row);
            return (all[.._row], all.Slice(_row, _row), all.Slice(2 * _row, _row), all.Slice(3 * _row, _row));
        }
    }
}

/// <summary>One step's numbers of a population as a whole.</summary>
/// <param name="Potential">h - u_rest, mV.</param>
/// <param name="Threshold">The threshold of the free, mV.</param>
/// <param name="FreeRate">lambda_free, Hz.</param>
/// <param name="FreeFire">P_free.</param>
/// <param name="Free">x before the step.</param>
/// <param name="FreeVariance">z before the step.</param>
/// <param name="InWindow">X.</param>
/// <param name="FiringVariance">Y.</param>
/// <param name="WindowVariance">Z.</param>
/// <param name="Expected">nbar.</param>
internal readonly record struct StepScalars(
    double Potential,
    double Threshold,
    double FreeRate,
    double FreeFire,
    double Free,
    double FreeVariance,
    double InWindow,
    double FiringVariance,
    double WindowVariance,
    double Expected);
