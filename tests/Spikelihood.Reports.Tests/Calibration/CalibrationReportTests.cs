using System.Collections.Immutable;
using Spikelihood.Inference.Calibration;
using Spikelihood.Reports.Calibration;
using Spikelihood.Studies.Calibration;

namespace Spikelihood.Reports.Tests.Calibration;

public class CalibrationReportTests
{
    private const int Draws = 19, DataSets = 20;

    [Fact]
    public void A_report_is_well_formed_and_needs_nothing_else()
    {
        var report = CalibrationReport.Render(Record());
        var document = Markup.Parse(report);
        Markup.ShouldBeSound(document);
        Markup.ShouldNeedNothingElse(report);
        document.Descendants().Count(element => element.Name.LocalName == "svg").ShouldBe(2);
        report.ShouldContain("Not calibrated: c[E] is over-confident.");
        report.ShouldContain("2 of 21 posteriors were not trusted");
        // Each quantity has a panel in both figures.
        document.Descendants().Count(element => element.Name.LocalName == "text" && element.Value == "log likelihood").ShouldBe(2);
    }

    [Fact]
    public void Rows_tell_verdict_p_values_and_coverage_with_its_interval()
    {
        var record = Record();
        CalibrationTable.Columns(record).ShouldBe(["quantity", "verdict", "p", "adjusted", "tilt", "bend", "50 %", "90 %"]);
        var rows = CalibrationTable.Rows(record).ToArray();
        rows.Select(row => row[0]).ShouldBe(["w[E,I]", "c[E]", "log posterior density", "log likelihood"]);
        rows[0].ShouldBe(["w[E,I]", "calibrated", "0.500", "1.000", "0.3", "−0.4", "50 (27–73)", "90 (68–99)"]);
        rows[1][..4].ShouldBe(["c[E]", "over-confident", "<0.001", "<0.001"]);
    }

    [Fact]
    public void Figures_stay_legible_where_a_bar_rises_above_the_band()
    {
        // All truths at one rank: a bar as high as the number of data sets.
        var record = Record();
        var one = new Dictionary<string, RankedQuantity> { ["c[E]"] = Quantity(Enumerable.Repeat(3, DataSets), 1e-9) };
        var document = Markup.Parse(CalibrationReport.Render(record with { Parameters = one }));
        Markup.ShouldBeSound(document);
    }

    private static CalibrationRecord Record()
    {
        var ecdf = new EcdfBand(DataSets, Draws);
        var bars = new HistogramBand(DataSets, 5);
        return new()
        {
            Study = "s",
            Method = "nuts",
            Version = "1.2.3",
            Seed = 3,
            Level = "meso",
            DataSets = DataSets + 1,
            RankedDraws = Draws,
            NotTrusted = 2,
            WithoutPosterior = 1,
            GradientEvaluations = 12345,
            Seconds = 60,
            Rates = new Dictionary<string, ImmutableArray<double>> { ["E"] = [1, 5, 10] },
            Limits = new(0.95, bars.Low, bars.High, ecdf.Low, ecdf.High),
            Parameters = new Dictionary<string, RankedQuantity>
            {
                ["w[E,I]"] = Quantity(Enumerable.Range(0, 20), 0.5),
                ["c[E]"] = Quantity(Enumerable.Range(0, 20).Select(i => i % 2 * 19), 1e-6),
            },
            Joint = new Dictionary<string, RankedQuantity>
            {
                [JointQuantity.Density] = Quantity(Enumerable.Range(0, 20), 0.5),
                [JointQuantity.Likelihood] = Quantity(Enumerable.Range(0, 20), 0.5),
            },
            Calibrated = false,
            Verdict = "Not calibrated: c[E] is over-confident.",
            Notes = ["2 of 21 posteriors were not trusted by their own diagnostics."],
        };
    }

    private static RankedQuantity Quantity(IEnumerable<int> ranks, double pValue)
    {
        int[] all = [.. ranks];
        return new()
        {
            Ranks = [.. all],
            Histogram = HistogramBand.Count(all, Draws, 5),
            PValue = pValue,
            AdjustedPValue = Math.Min(1, 4 * pValue),
            Slope = 0.3,
            Curvature = -0.4,
            Coverage = [RegionCoverage.Central(all, Draws, 0.5), RegionCoverage.Central(all, Draws, 0.9)],
            Verdict = pValue < 0.01 ? CalibrationVerdict.OverConfident : CalibrationVerdict.Calibrated,
        };
    }
}
