using System.Collections.Immutable;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Sweeps;

namespace Spikelihood.Studies.Tests.Sweeps;

/// <summary>Tables of made-up cells against numbers worked out by hand.</summary>
public class SweepSummaryTests
{
    private const double Near = 1e-12;

    [Fact]
    public void Errors_are_medians_and_quartiles_over_data_sets()
    {
        // Relative errors of w: 0, 0.1, 0.2, 0.5; of c: 0.5, 0.25, 0, 0.1.
        var sweep = Summary([Cell(1, [2, 15]), Cell(2, [2.2, 7.5]), Cell(3, [1.6, 10]), Cell(4, [3, 11])]);
        var (w, c) = (sweep.Errors[0], sweep.Errors[1]);
        (w.Parameter, c.Parameter).ShouldBe(("w[E,E]", "c[E]"));
        new[] { w.Median, w.Lower, w.Upper, c.Median, c.Lower, c.Upper }.ShouldBe([0.15, 0.075, 0.275, 0.175, 0.075, 0.3125], Near);
    }

    [Fact]
    public void Scatter_is_the_coefficient_of_variation_of_all_starts_and_of_those_at_the_best_optimum()
    {
        // w ends at 1, 2, 3, 6: mean 3, sum of squared deviations 14; at the best: 1 and 3.
        var sweep = Summary([Cell(1, [2, 10]) with { Starts = [Start(1, true), Start(2, false), Start(3, true), Start(6, false)] }]);
        sweep.Spread[0].All.ShouldBe(Math.Sqrt(14 / 3.0) / 3, Near);
        sweep.Spread[0].AtBest.ShouldBe(Math.Sqrt(2) / 2, Near);
        (sweep.Fits[0].Starts, sweep.Fits[0].AtBest).ShouldBe((4, 2));
    }

    [Fact]
    public void Coverage_counts_intervals_that_hold_the_truth_and_a_missing_error_holds_nothing()
    {
        // z of w: 1, -2, NaN; of c, truth 10: 20 ± 8 misses naturally (and 20 exp(-0.4) = 13.4 misses), 6 ± 3.5 misses but 6 exp(3.5/6) = 10.75 holds, 11 ± 2 holds.
        var cells = new[] { Cell(1, [3, 20], [1, 8]), Cell(2, [0, 6], [1, 3.5]), Cell(3, [2, 11], [double.NaN, 2]) };
        var coverage = Summary(cells).Coverage;
        coverage.Select(row => row.Parameter).ShouldBe([null, "w[E,E]", "c[E]"]);
        coverage.Select(row => row.Cases).ShouldBe([6, 3, 3]);
        coverage.Select(row => row.Natural).ShouldBe([2 / 6.0, 1 / 3.0, 1 / 3.0], Near);
        coverage.Select(row => row.Logarithmic).ShouldBe([3 / 6.0, 1 / 3.0, 2 / 3.0], Near);
        coverage[1].MeanScore.ShouldBe(-0.5, Near);
        coverage[1].ScoreDeviation.ShouldBe(Math.Sqrt(4.5), Near);
        // Shares of the three data sets: 1/2, 0, 1/2.
        coverage[0].Error.ShouldBe(Math.Sqrt((2 / 36.0 + 1 / 9.0) / 2 / 3), Near);
    }

    [Fact]
    public void Fits_tell_missed_maxima_and_the_gain_over_the_truth()
    {
        var cells = new[]
        {
            Cell(1, [2, 10]) with { LogPosterior = -100, TruthLogPosterior = -103, Seconds = 2 },
            Cell(2, [2, 10]) with { LogPosterior = -100, TruthLogPosterior = -99, Seconds = 4, Converged = false },
        };
        Summary(cells).Fits.ShouldBe([new FitsRow("all", 5, 0.001, 2, 2, 2, 2, 1, 1, 2, 3)]);
    }

    [Fact]
    public void A_time_steps_shift_is_measured_against_the_finest_step_of_the_same_data()
    {
        var sweep = Summary([
            Cell(1, [2.2, 10]), Cell(2, [1.8, 10]),
            // The data sets in another order: each is compared with its own.
            Cell(2, [2.0, 10]) with { TimeStep = 0.002 }, Cell(1, [2.6, 10]) with { TimeStep = 0.002 }]);
        var w = sweep.Bias.Where(row => row.Parameter == "w[E,E]").ToArray();
        w.Select(row => row.TimeStep).ShouldBe([0.001, 0.002]);
        w.Select(row => row.Bias).ShouldBe([0, 0.15], Near);
        w.Select(row => row.Shift).ShouldBe([0, 0.15], Near);
        w[1].ShiftInErrors.ShouldBe(0.3, Near);
        w[1].ShiftError.ShouldBe(0.05, Near);
    }

    [Fact]
    public void Without_a_truth_only_fits_and_scatter_are_told()
    {
        var sweep = Summary([Cell(1, [2, 10]) with { Truth = [], TruthLogPosterior = null }]);
        sweep.Fits[0].TwiceGain.ShouldBeNull();
        sweep.Spread.Length.ShouldBe(2);
        (sweep.Errors.Length, sweep.Coverage.Length, sweep.Bias.Length, sweep.Dynamics.Length).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public void Fits_that_found_nothing_are_counted_and_left_out()
    {
        var sweep = SweepJob.Summarise("s", 1, [null, Cell(1, [2, 10])]);
        (sweep.Cells, sweep.Failed, sweep.Fits[0].DataSets).ShouldBe((2, 1, 1));
        Should.Throw<FitFailedException>(() => SweepJob.Summarise("s", 1, [null])).Message.ShouldStartWith("s: none of 1 fits reached a finite posterior");
    }

    internal static CellRecord Cell(ulong seed, ImmutableArray<double> best, ImmutableArray<double>? errors = null) => new()
    {
        Key = "k",
        Set = "all",
        Scored = 5,
        TimeStep = 0.001,
        Seed = seed,
        Parameters = ["w[E,E]", "c[E]"],
        Truth = [2, 10],
        Best = best,
        StandardErrors = errors ?? [1, 1],
        LogPosterior = -100,
        TruthLogPosterior = -101,
        Converged = true,
        Starts = [Start(2, true)],
        Seconds = 1,
    };

    private static CellStart Start(double weight, bool atBest) => new(-100, "converged", atBest, [weight, 10]);

    private static SweepRecord Summary(IEnumerable<CellRecord> cells) => SweepJob.Summarise("s", 1, [.. cells]);
}
