using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Fits;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Theory;

namespace Spikelihood.Reports.Theory;

/// <summary>The page that holds the population theory against its network of neurons.</summary>
public static class TheoryReport
{
    /// <summary>Writes the page; the file is whole or not there.</summary>
    public static void Write(TheoryRecord theory, ScalingRecord? scaling, string path) =>
        AtomicFile.WriteText(path, writer => writer.Write(Render(theory, scaling)));

    /// <summary>The page as HTML that needs nothing beside itself.</summary>
    /// <param name="theory">Both levels side by side.</param>
    /// <param name="scaling">Run times as the network grows, or null when they were not asked for.</param>
    public static string Render(TheoryRecord theory, ScalingRecord? scaling)
    {
        ArgumentNullException.ThrowIfNull(theory);
        var page = new ReportPage($"{theory.Study}: the theory against the network");
        page.Paragraph(
            $"{theory.Trials} trials of {NumberText.Trimmed(theory.Duration)} s at both levels, the first {NumberText.Trimmed(theory.BurnIn)} s left out. A simulated second takes "
            + $"{NumberText.Significant(theory.MicroscopicSeconds)} s for the network of neurons and {NumberText.Significant(theory.MesoscopicSeconds)} s for the population model.");
        page.Paragraph(
            "Predicted from step to step on the network's own counts, the theory expects "
            + string.Join(", ", theory.Check.Populations.Zip(theory.OneStepRatio, (name, ratio) => $"{NumberText.Fixed(ratio, 3)} of the spikes of {name}"))
            + " (1 where it is right).");
        page.Table(
            "Statistics of both levels, ± standard error over trials.",
            ["Population", "Statistic", "Network of neurons", "Population model", "Ratio"],
            theory.Statistics.Select(row => ImmutableArray.Create(
                row.Population, row.Unit.Length == 0 ? row.Name : $"{row.Name} ({row.Unit})",
                Pair(row.Microscopic, row.MicroscopicError), Pair(row.Mesoscopic, row.MesoscopicError), NumberText.Fixed(row.Mesoscopic / row.Microscopic, 3))));
        PredictiveSections.Write(page, [theory.Check], "Activity at both levels");
        if (scaling is not null)
        {
            page.Heading("Run time as the network grows", "scaling");
            page.Table(
                "One thread, seconds for a simulated second. Populations are repeated (all connected to all) or multiplied in size, with weights that keep the mean input.",
                ["Populations", "Neurons", "Network, s", "Population model, s", "Ratio", "Network, Hz", "Population model, Hz"],
                scaling.Rows.Select(row => ImmutableArray.Create(
                    NumberText.Trimmed(row.Populations), NumberText.Trimmed(row.Neurons),
                    NumberText.Significant(row.MicroscopicSeconds), NumberText.Significant(row.MesoscopicSeconds),
                    NumberText.Significant(row.MicroscopicSeconds / row.MesoscopicSeconds),
                    NumberText.Fixed(row.MicroscopicRate, 2), NumberText.Fixed(row.MesoscopicRate, 2))));
        }

        return page.Finish();
    }

    private static string Pair(double value, double error) =>
        NumberText.Significant(value) + (double.IsFinite(error) ? " ± " + NumberText.Significant(error) : "");
}
