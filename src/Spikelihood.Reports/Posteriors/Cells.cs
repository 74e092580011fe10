using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Fits;

namespace Spikelihood.Reports.Posteriors;

/// <summary>Numbers as cells of tables: a dash for what was not measured, and a mark on what needs attention.</summary>
internal static class Cells
{
    public static string Significant(double value, int digits) => double.IsFinite(value) ? NumberText.Significant(value, digits) : "—";

    public static string Fixed(double value, int decimals) => double.IsFinite(value) ? NumberText.Fixed(value, decimals) : "—";

    public static string Percent(double? share) => share is { } known && double.IsFinite(known) ? NumberText.Percent(known) : "—";

    public static string Marked(string cell, bool isMarked) => isMarked ? ReportPage.Mark + cell : cell;
}
