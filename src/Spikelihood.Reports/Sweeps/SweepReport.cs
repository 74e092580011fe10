using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Fits;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Sweeps;

namespace Spikelihood.Reports.Sweeps;

/// <summary>The readable files of a sweep: <c>tables.md</c> and <c>report.html</c>, the same tables with figures.</summary>
public static class SweepReport
{
    /// <summary>Writes both; each file is whole or not there.</summary>
    public static void Write(SweepRecord sweep, SweepFolder folder)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(folder);
        AtomicFile.WriteText(folder.Tables, writer => writer.Write(SweepTables.Markdown(sweep)));
        AtomicFile.WriteText(folder.Report, writer => writer.Write(Render(sweep)));
    }

    /// <summary>The page as text.</summary>
    public static string Render(SweepRecord sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var page = new ReportPage($"{sweep.Study}: sweep");
        page.Paragraph($"{NumberText.Count(sweep.Cells, "fit")} of the study's variations.", "verdict");
        if (sweep.Failed > 0)
        {
            page.Box("careful", $"{NumberText.Count(sweep.Failed, "fit")} found nothing.", ["No start reached a finite posterior; the tables leave them out."]);
        }

        if (sweep.Fits.Select(row => row.Scored).Distinct().Count() > 1)
        {
            page.Figure(
                SweepFigures.ErrorsAndScatter(sweep),
                "Each set of parameters was inferred alone, all others fixed at the model's values; a scatter of 0.01 % stands for anything smaller. Compare Figure 9D of René et al. 2020.");
            if (!sweep.Dynamics.IsEmpty)
            {
                page.Figure(SweepFigures.Dynamics(sweep), "Compare Figures 4B, 4C and 9A of René et al. 2020.");
            }
        }

        foreach (var table in SweepTables.Of(sweep))
        {
            page.Table($"{table.Title}. {table.Caption}", table.Columns, table.Rows);
        }

        return page.Finish();
    }
}
