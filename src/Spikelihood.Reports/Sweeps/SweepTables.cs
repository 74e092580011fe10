using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Reports.Charts;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sweeps;

namespace Spikelihood.Reports.Sweeps;

/// <summary>The tables of a sweep. Parameters stand in rows and lengths in columns, as in Tables 12 and 13 of René et al. 2020.</summary>
public static class SweepTables
{
    /// <summary>All tables that the sweep has something for.</summary>
    public static IEnumerable<SweepTable> Of(SweepRecord sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        yield return Fits(sweep);
        foreach (var step in sweep.Fits.Select(row => row.TimeStep).Distinct())
        {
            var at = sweep.Fits.Any(row => row.TimeStep != step) ? $", time step {Milliseconds(step)} ms" : "";
            if (!sweep.Errors.IsEmpty)
            {
                var several = sweep.Fits.Any(row => row.DataSets > 1);
                yield return ByLength(
                    $"Relative errors{at}",
                    "|estimate − truth| / |truth| (equation 40)" + (several ? "; median over data sets, quartiles in brackets." : "."),
                    sweep.Errors.Where(row => row.TimeStep == step),
                    row => (row.Set, row.Parameter, row.Scored, several ? $"{Fixed(row.Median)} ({Fixed(row.Lower)} to {Fixed(row.Upper)})" : Fixed(row.Median)));
            }

            yield return ByLength(
                $"Scatter of the starts{at}",
                "Coefficient of variation of the end points of all starts of a fit, in per cent (equation 41), failed ones included; after the slash of those at the best optimum.",
                sweep.Spread.Where(row => row.TimeStep == step),
                row => (row.Set, row.Parameter, row.Scored, $"{Percent(row.All)} / {Percent(row.AtBest)}"));
        }

        if (!sweep.Coverage.IsEmpty)
        {
            yield return Coverage(sweep);
        }

        if (!sweep.Bias.IsEmpty)
        {
            yield return Bias(sweep);
        }

        if (!sweep.Dynamics.IsEmpty)
        {
            yield return Dynamics(sweep);
        }
    }

    /// <summary>A page of all tables in Markdown.</summary>
    public static string Markdown(SweepRecord sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var failed = sweep.Failed == 0 ? "" : $" {sweep.Failed} of them found nothing and are left out.";
        var head = $"# {sweep.Study}: sweep\n\n{NumberText.Count(sweep.Cells, "fit")}, seed {sweep.Seed.ToString(CultureInfo.InvariantCulture)}, version {sweep.Version}.{failed}\n\n";
        return head + string.Join('\n', Of(sweep).Select(table => table.Markdown()));
    }

    private static SweepTable Fits(SweepRecord sweep) => new(
        "Fits",
        "Missed: fits whose best point lies below the truth. Twice the gain: mean of 2 (log posterior at the optimum − at the truth), about the number of parameters when the posterior is quadratic.",
        ["set", "scored s", "step ms", "data sets", "parameters", "starts at the best", "unconverged", "missed", "twice the gain", "s a fit"],
        [
            .. sweep.Fits.Select(row => ImmutableArray.Create(
                row.Set, Length(row.Scored), Milliseconds(row.TimeStep), Whole(row.DataSets), Whole(row.Parameters), $"{row.AtBest} of {row.Starts}",
                Whole(row.Unconverged), Whole(row.BelowTruth), row.TwiceGain is { } gain ? NumberText.Fixed(gain, 1) : "", NumberText.Fixed(row.Seconds, 1))),
        ]);

    private static SweepTable ByLength<T>(string title, string caption, IEnumerable<T> rows, Func<T, (string Set, string Parameter, double Scored, string Text)> cell)
    {
        var cells = rows.Select(cell).ToArray();
        var lengths = cells.Select(one => one.Scored).Distinct().Order().ToArray();
        return new(
            title,
            caption,
            ["set", "parameter", .. lengths.Select(length => $"{Length(length)} s")],
            [
                .. cells.GroupBy(one => (one.Set, one.Parameter)).Select(group => ImmutableArray.Create(
                    [group.Key.Set, group.Key.Parameter, .. lengths.Select(length => group.FirstOrDefault(one => one.Scored == length).Text ?? "")])),
            ]);
    }

    private static SweepTable Coverage(SweepRecord sweep)
    {
        var alone = sweep.Fits.All(row => row.DataSets == 1);
        return new(
            "Coverage of one-sigma intervals",
            "Share of (data set, parameter) cases whose interval holds the truth; 68.3 % is right. Natural: estimate ± error; logarithmic: made for the logarithm of positive parameters. z = (estimate − truth) / error.",
            ["set", "parameter", "scored s", "step ms", "cases", "natural", "logarithmic", "mean z", "SD of z"],
            [
                .. sweep.Coverage.Where(row => row.Parameter is null || !alone).Select(row => ImmutableArray.Create(
                    row.Set, row.Parameter ?? "all", Length(row.Scored), Milliseconds(row.TimeStep), Whole(row.Cases),
                    NumberText.Percent(row.Natural) + (row.Parameter is null && double.IsFinite(row.Error) ? $" ± {NumberText.Percent(row.Error)}" : ""),
                    NumberText.Percent(row.Logarithmic), Score(row.MeanScore), Score(row.ScoreDeviation))),
            ]);
    }

    private static SweepTable Bias(SweepRecord sweep) => new(
        "Bias by time step",
        "In per cent of the truth, ± standard error. Shift: against the fit at the finest step to the same data, which is what the step itself does; in the last column in standard errors of one fit.",
        ["set", "parameter", "scored s", "step ms", "bias %", "shift %", "shift / error"],
        [
            .. sweep.Bias.Select(row => ImmutableArray.Create(
                row.Set, row.Parameter, Length(row.Scored), Milliseconds(row.TimeStep), WithError(row.Bias, row.BiasError), WithError(row.Shift, row.ShiftError),
                Score(row.ShiftInErrors))),
        ]);

    private static SweepTable Dynamics(SweepRecord sweep)
    {
        ImmutableArray<string> Row(string set, string scored, AgreementRow row) =>
        [
            set, scored,
            $"{NumberText.Fixed(row.Correlation, 3)} ± {NumberText.Fixed(row.CorrelationSd, 3)}",
            $"{NumberText.Fixed(row.AverageCorrelation, 4)} ± {NumberText.Fixed(row.AverageCorrelationError, 4)}",
            $"{NumberText.Fixed(row.Rmse, 3)} ± {NumberText.Fixed(row.RmseSd, 3)}",
            $"{NumberText.Fixed(row.AverageRmse, 3)} ± {NumberText.Fixed(row.AverageRmseError, 3)}",
        ];
        return new(
            "Accuracy of inferred dynamics",
            "Unseen input, 10 ms bins: correlation and RMSE (Hz) of single trials ± SD over pairs of trials, and of trial averages ± bootstrap error (equations 32 to 35).",
            ["set", "scored s", "correlation", "averaged", "RMSE", "averaged RMSE"],
            [.. sweep.Dynamics.Select(row => Row(row.Set, Length(row.Scored), row.Fitted)), Row("true model", "", sweep.Dynamics[0].Ceiling)]);
    }

    private static string Fixed(double value) => NumberText.Fixed(value, 3);

    // What is left below this is where the optimiser stops.
    private static string Percent(double share) => !double.IsFinite(share) ? "-" : share < 1e-4 ? "<0.01" : NumberText.Significant(100 * share);

    private static string Score(double value) => double.IsFinite(value) ? NumberText.Fixed(value, 2) : "-";

    private static string WithError(double share, double error) => NumberText.WithError(100 * share, 100 * error);

    private static string Length(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Milliseconds(double seconds) => (1000 * seconds).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
