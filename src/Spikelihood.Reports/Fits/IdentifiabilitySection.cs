using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Fits;

/// <summary>What the data determine without the prior: degenerate directions, what to fix, what is poorly known.</summary>
internal static class IdentifiabilitySection
{
    public static void Write(ReportPage page, IdentifiabilityRecord? record)
    {
        if (record is null)
        {
            return;
        }

        page.Heading("What the data determine", "identifiability");
        Content(page, record);
    }

    /// <summary>The section without its heading.</summary>
    public static void Content(ReportPage page, IdentifiabilityRecord record)
    {
        page.Paragraph("From the Fisher information of the spike counts at " + record.At + ", without the prior.");
        var (kind, heading) = record.Open.IsEmpty ? ("plain", "Nothing is degenerate.") : ("careful", "Some combinations are left to the prior.");
        page.Box(kind, heading, record.Sentences);
        if (!record.Parameters.IsEmpty)
        {
            page.Folded("Each parameter, without the prior", () => page.Table(
                $"Standard errors from the data alone{(record.Fix.IsEmpty ? "" : $", with {string.Join(", ", record.Fix)} fixed")}. Open: a degenerate direction moves it.",
                ["Parameter", "Value", "Standard error", "If all others were known", "Determined"],
                record.Parameters.Select(parameter => Row(record, parameter))));
        }
    }

    private static ImmutableArray<string> Row(IdentifiabilityRecord record, KnownParameter parameter) =>
    [
        parameter.Name,
        NumberText.Trimmed(parameter.Value, 4),
        parameter.StandardError is { } error ? NumberText.Significant(error, 2) : "—",
        parameter.StandardErrorOthersKnown is { } known ? NumberText.Significant(known, 2) : "—",
        record.Fix.Contains(parameter.Name) ? "open, to fix" : parameter.IsDetermined ? "yes" : "open",
    ];
}
