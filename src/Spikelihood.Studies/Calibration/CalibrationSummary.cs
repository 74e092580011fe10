using System.Collections.Immutable;
using Spikelihood.Inference.Calibration;
using static System.FormattableString;

namespace Spikelihood.Studies.Calibration;

/// <summary>Judges the ranks of all data sets.</summary>
internal static class CalibrationSummary
{
    /// <summary>Sizes of the regions whose coverage is counted.</summary>
    public static readonly ImmutableArray<double> Levels = [0.5, 0.8, 0.9, 0.95];

    private const double Simultaneous = 0.95;

    /// <summary>Limits, parameters and joint quantities.</summary>
    /// <param name="rows">Data sets with draws, at least one.</param>
    /// <param name="names">The inferred parameters.</param>
    /// <param name="draws">L.</param>
    public static (RankLimits Limits, Dictionary<string, RankedQuantity> Parameters, Dictionary<string, RankedQuantity> Joint) Of(
        IReadOnlyList<CalibrationRow> rows, ImmutableArray<string> names, int draws)
    {
        var bars = HistogramBand.Bars(rows.Count, draws);
        var histogram = new HistogramBand(rows.Count, bars, Simultaneous);
        var ecdf = new EcdfBand(rows.Count, draws, Simultaneous);
        int[][] ranks =
        [
            .. names.Select((_, i) => rows.Select(row => row.Ranks[i]).ToArray()),
            .. JointQuantity.All.Select((_, i) => rows.Select(row => row.JointRanks[i]).ToArray()),
        ];
        double[] pValues = [.. ranks.Select(one => ecdf.PValue(one))];
        var adjusted = RankVerdict.Adjust(pValues);
        RankedQuantity Quantity(int i)
        {
            var shape = RankShape.Of(ranks[i], draws);
            var isJoint = i >= names.Length;
            return new()
            {
                Ranks = [.. ranks[i]],
                Histogram = HistogramBand.Count(ranks[i], draws, bars),
                PValue = pValues[i],
                AdjustedPValue = adjusted[i],
                Slope = shape.Slope,
                Curvature = shape.Curvature,
                Coverage = [.. Levels.Select(level => isJoint ? RegionCoverage.Innermost(ranks[i], draws, level) : RegionCoverage.Central(ranks[i], draws, level))],
                Verdict = isJoint ? RankVerdict.OfDistance(adjusted[i], shape) : RankVerdict.OfParameter(adjusted[i], shape),
            };
        }

        return (
            new(Simultaneous, histogram.Low, histogram.High, ecdf.Low, ecdf.High),
            names.Select((name, i) => (name, Quantity(i))).ToDictionary(),
            JointQuantity.All.Select((name, i) => (name, Quantity(names.Length + i))).ToDictionary());
    }

    /// <summary>The whole judgement.</summary>
    public static string Verdict(IReadOnlyDictionary<string, RankedQuantity> parameters, IReadOnlyDictionary<string, RankedQuantity> joint)
    {
        var wrong = parameters.Concat(joint).Where(pair => pair.Value.Verdict != CalibrationVerdict.Calibrated).ToArray();
        var density = joint[JointQuantity.Density].Coverage[^1];
        var held = Invariant($"the 95 % region of the joint held the truth in {density.Inside} of {density.Cases} data sets ")
            + Invariant($"({100 * density.Low:0} to {100 * density.High:0} % is what this tells of its probability)");
        return wrong.Length == 0
            ? $"Calibrated as far as these data sets can tell: the ranks of all {parameters.Count + joint.Count} quantities are uniform, and {held}."
            : $"Not calibrated: {string.Join(", ", wrong.Select(pair => Invariant($"{pair.Key} is {pair.Value.Verdict.InWords()} (p = {pair.Value.PValue:0.#####})")))}; "
                + $"{held}.";
    }
}
