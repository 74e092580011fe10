using static Spikelihood.Studies.Sweeps.SampleStatistics;

namespace Spikelihood.Studies.Sweeps;

/// <summary>Sums up the cells of one set of parameters, length and time step over their data sets.</summary>
/// <param name="cells">The cells; at least one.</param>
internal sealed class SweepSummary(IReadOnlyList<CellRecord> cells)
{
    private readonly CellRecord _one = cells[0];

    private bool HasTruth => !_one.Truth.IsEmpty;

    /// <summary>How the fits went.</summary>
    public FitsRow Fits => new(
        _one.Set,
        _one.Scored,
        _one.TimeStep,
        cells.Count,
        _one.Parameters.Length,
        cells.Sum(cell => cell.Starts.Length),
        cells.Sum(cell => cell.Starts.Count(start => start.AtBest)),
        cells.Count(cell => !cell.Converged),
        cells.Count(cell => cell.LogPosterior < cell.TruthLogPosterior),
        HasTruth ? Mean([.. cells.Select(cell => 2 * (cell.LogPosterior - cell.TruthLogPosterior!.Value))]) : null,
        Median([.. cells.Select(cell => cell.Seconds)]));

    /// <summary>Equation 40 of René 2020.</summary>
    public IEnumerable<ErrorRow> Errors() => OfTruth(i =>
    {
        var errors = cells.Select(cell => Math.Abs((cell.Best[i] - cell.Truth[i]) / cell.Truth[i])).ToArray();
        return new ErrorRow(_one.Set, _one.Scored, _one.TimeStep, _one.Parameters[i], Median(errors), Quantile(errors, 0.25), Quantile(errors, 0.75));
    });

    /// <summary>Equation 41 of René 2020.</summary>
    public IEnumerable<SpreadRow> Spread() => _one.Parameters.Select((name, i) => new SpreadRow(
        _one.Set,
        _one.Scored,
        _one.TimeStep,
        name,
        Median([.. cells.Select(cell => Variation(cell.Starts, i))]),
        Median([.. cells.Select(cell => Variation(cell.Starts.Where(start => start.AtBest), i))])));

    /// <summary>Coverage of each parameter, and first of all together.</summary>
    public IEnumerable<CoverageRow> Coverage() => HasTruth
        ? [Coverage(null, [.. Enumerable.Range(0, _one.Parameters.Length)]), .. OfTruth(i => Coverage(_one.Parameters[i], [i]))]
        : [];

    /// <summary>Bias beside that of the same data sets at the finest time step.</summary>
    public IEnumerable<BiasRow> Bias(IReadOnlyList<CellRecord> finest) => OfTruth(i =>
    {
        var pairs = cells.Select(cell => (Cell: cell, Fine: finest.FirstOrDefault(fine => fine.Seed == cell.Seed))).Where(pair => pair.Fine is not null).ToArray();
        double Size(CellRecord cell) => Math.Abs(cell.Truth[i]);
        double[] bias = [.. cells.Select(cell => (cell.Best[i] - cell.Truth[i]) / Size(cell))];
        double[] shift = [.. pairs.Select(pair => (pair.Cell.Best[i] - pair.Fine!.Best[i]) / Size(pair.Cell))];
        double[] inErrors = [.. pairs.Select(pair => (pair.Cell.Best[i] - pair.Fine!.Best[i]) / pair.Fine.StandardErrors[i]).Where(double.IsFinite)];
        return new BiasRow(
            _one.Set, _one.Scored, _one.TimeStep, _one.Parameters[i], Mean(bias), MeanError(bias), Mean(shift), MeanError(shift), Mean(inErrors));
    });

    /// <summary>Accuracy of the inferred dynamics, data set by data set.</summary>
    public IEnumerable<DynamicsRow> Dynamics() => cells
        .Where(cell => cell.Dynamics is not null)
        .Select(cell => new DynamicsRow(cell.Set, cell.Scored, cell.Seed, cell.Dynamics!, cell.Ceiling!));

    private IEnumerable<T> OfTruth<T>(Func<int, T> row) => HasTruth ? Enumerable.Range(0, _one.Parameters.Length).Select(row) : [];

    private static double Variation(IEnumerable<CellStart> starts, int parameter)
    {
        double[] values = [.. starts.Select(start => start.Parameters[parameter])];
        return Math.Abs(Deviation(values) / Mean(values));
    }

    private CoverageRow Coverage(string? name, int[] parameters)
    {
        double Share(CellRecord cell, Func<CellRecord, int, bool> covers) => parameters.Count(i => covers(cell, i)) / (double)parameters.Length;
        double[] natural = [.. cells.Select(cell => Share(cell, OneSigmaInterval.CoversNaturally))];
        double[] logarithmic = [.. cells.Select(cell => Share(cell, OneSigmaInterval.CoversLogarithmically))];
        double[] scores = [.. cells.SelectMany(cell => parameters.Select(i => (cell.Best[i] - cell.Truth[i]) / cell.StandardErrors[i])).Where(double.IsFinite)];
        return new(
            _one.Set, _one.Scored, _one.TimeStep, name, cells.Count * parameters.Length, Mean(natural), Mean(logarithmic), MeanError(natural), Mean(scores), Deviation(scores));
    }
}
