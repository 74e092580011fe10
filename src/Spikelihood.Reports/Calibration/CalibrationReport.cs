using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Fits;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Calibration;
using static System.FormattableString;

namespace Spikelihood.Reports.Calibration;

/// <summary>The readable page of a calibration, <c>report.html</c>.</summary>
public static class CalibrationReport
{
    /// <summary>Writes the page; it is whole or not there.</summary>
    /// <param name="record">The calibration.</param>
    /// <param name="path">The file.</param>
    public static void Write(CalibrationRecord record, string path) => AtomicFile.WriteText(path, writer => writer.Write(Render(record)));

    /// <summary>The page as text.</summary>
    public static string Render(CalibrationRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var page = new ReportPage($"{record.Study}: calibration");
        page.Paragraph(record.Verdict, "verdict");
        if (record.Notes.Length > 0)
        {
            page.Box(record.WithoutPosterior > 0 ? "wrong" : "careful", "Before you rely on this:", record.Notes);
        }

        var figures = new CalibrationFigures(record);
        page.Figure(
            figures.Histograms(),
            Invariant($"True values were drawn from the prior {record.DataSets} times, data simulated with them, and each truth ranked ")
            + Invariant($"among {record.RankedDraws} draws of its posterior. Flat is right; a U means too narrow a posterior (over-confident), ")
            + "a hump too wide a one, a slope a biased one. The last three count the draws that lie further in than the truth: rising to the right means over-confident.");
        page.Figure(
            figures.Differences(),
            "A curve that leaves its band anywhere is farther from uniform than those of 95 % of right posteriors; this test, not the histogram, gives the p-values.");
        page.Table(CalibrationTable.Caption, CalibrationTable.Columns(record), CalibrationTable.Rows(record));
        page.Heading("The data sets", "datasets");
        page.Facts(
        [
            ("data", Invariant($"{record.DataSets} data sets, {record.Level}scopic, seed {record.Seed}")),
            ("method", record.Method),
            ("not trusted by their own diagnostics", Invariant($"{record.NotTrusted} of {record.DataSets}")),
            ("without a posterior", Invariant($"{record.WithoutPosterior} of {record.DataSets}")),
            .. record.Rates.Select(pair => ($"rate of {pair.Key}", Invariant($"{pair.Value[1]:0.##} Hz (90 % of the data sets: {pair.Value[0]:0.##} to {pair.Value[2]:0.##} Hz)"))),
            ("gradients", Invariant($"{record.GradientEvaluations}")),
            ("time", Invariant($"{NumberText.Significant(record.Seconds / record.DataSets)} s a data set on one thread")),
            ("version", record.Version),
        ]);
        return page.Finish();
    }
}
