using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Inference.Calibration;
using Spikelihood.Reports.Charts;
using Spikelihood.Studies.Calibration;

namespace Spikelihood.Reports.Calibration;

/// <summary>The quantities of a calibration, their verdicts and coverages: the same rows for the terminal and the page.</summary>
public static class CalibrationTable
{
    /// <summary>How to read the table.</summary>
    public const string Caption =
        "p: probability of ranks as far from uniform when the posterior is right, and the same adjusted for all rows (Holm). Tilt and bend are standard normal scores. "
        + "The last columns: how often regions of that size held the truth, with 95 % intervals.";

    /// <summary>Heads of the columns.</summary>
    public static ImmutableArray<string> Columns(CalibrationRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return ["quantity", "verdict", "p", "adjusted", "tilt", "bend", .. record.Joint.Values.First().Coverage.Select(coverage => NumberText.Percent(coverage.Level))];
    }

    /// <summary>A row for each parameter, then one for each joint quantity.</summary>
    public static IEnumerable<ImmutableArray<string>> Rows(CalibrationRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Parameters.Concat(record.Joint).Select(pair => Row(pair.Key, pair.Value));
    }

    private static ImmutableArray<string> Row(string name, RankedQuantity quantity) =>
    [
        name, quantity.Verdict.InWords(), Probability(quantity.PValue), Probability(quantity.AdjustedPValue),
        NumberText.Fixed(quantity.Slope, 1), NumberText.Fixed(quantity.Curvature, 1),
        .. quantity.Coverage.Select(Share),
    ];

    private static string Share(RegionCoverage coverage) => string.Create(
        CultureInfo.InvariantCulture, $"{100 * coverage.Share:0} ({100 * coverage.Low:0}–{100 * coverage.High:0})");

    private static string Probability(double p) => p < 0.001 ? "<0.001" : NumberText.Fixed(p, 3);
}
