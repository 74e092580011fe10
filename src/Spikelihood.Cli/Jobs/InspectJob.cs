using Spikelihood.Cli.Hosting;
using Spikelihood.Cli.Output;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Summaries;
using Spikelihood.Studies.Files;
using static System.FormattableString;

namespace Spikelihood.Cli.Jobs;

/// <summary>Does what <c>inspect</c> asks for.</summary>
internal static class InspectJob
{
    /// <summary>Says what is in a file.</summary>
    public static int Run(string path, Session session)
    {
        if (WrittenFile.IsNamed(path))
        {
            var written = WrittenFile.Read(path, SignalFile.Read);
            if (written.Study is { } study)
            {
                StudySummary.Print(path, study, session);
            }
            else
            {
                ModelSummary.Print(path, written.Model!, session);
            }

            return ExitCode.Done;
        }

        if (NeuronsFile.IsOne(path))
        {
            NeuronSummary.Print(path, NeuronsFile.Read(path), session);
            return ExitCode.Done;
        }

        var summary = RecordingSummary.Of(path);
        if (session.Json)
        {
            session.Output.WriteLine(SummaryJson.Write(summary));
        }
        else
        {
            Print(summary, session);
        }

        return ExitCode.Done;
    }

    private static void Print(RecordingSummary summary, Session session)
    {
        var output = session.Output;
        output.WriteLine($"{summary.File}: {What(summary)}");
        output.WriteLine(summary.Kind == "spikes"
            ? $"first spike at {Shown.Number(summary.From)} s, last at {Shown.Number(summary.To)} s"
            : Invariant($"from {Shown.Number(summary.From)} to {Shown.Number(summary.To)} s, {summary.Steps} steps of {Shown.Number(summary.TimeStep)} s"));
        if (summary.Kind == "spikes")
        {
            output.WriteLine($"rates of units from {Shown.Number(summary.MinimumRate)} to {Shown.Number(summary.MaximumRate)} Hz, "
                + $"{Shown.Number(100 * summary.ShortIntervals)} % of intervals below 2 ms");
        }

        output.WriteLine();
        output.Write(Populations(summary));
        foreach (var warning in summary.Warnings)
        {
            session.Tell($"note: {warning}");
        }
    }

    private static string What(RecordingSummary summary)
    {
        var populations = Invariant($"{summary.Populations.Length} population{(summary.Populations.Length == 1 ? "" : "s")}");
        return summary.Kind switch
        {
            "spikes" => Invariant($"{summary.Spikes} spikes of {summary.Units} units in {populations}"),
            "counts" => Invariant($"counts of {summary.Spikes} spikes in {populations}"),
            _ => $"input of {populations}",
        };
    }

    private static TextTable Populations(RecordingSummary summary)
    {
        TextTable table;
        switch (summary.Kind)
        {
            case "spikes":
                table = new TextTable("population", "units", "spikes", "mean rate of a unit (Hz)");
                foreach (var population in summary.Populations)
                {
                    table.Add(population.Name, Shown.Whole(population.Units), Shown.Whole(population.Spikes), Shown.Number(population.MeanRate));
                }

                return table;
            case "counts":
                table = new TextTable("population", "spikes", "spikes a second", "fewest in a step", "most in a step");
                foreach (var population in summary.Populations)
                {
                    table.Add(
                        population.Name, Shown.Whole(population.Spikes), Shown.Number(population.MeanRate), Shown.Number(population.Minimum), Shown.Number(population.Maximum));
                }

                return table;
            default:
                table = new TextTable("population", "mean (mA)", "lowest (mA)", "highest (mA)");
                foreach (var population in summary.Populations)
                {
                    table.Add(population.Name, Shown.Number(population.Mean), Shown.Number(population.Minimum), Shown.Number(population.Maximum));
                }

                return table;
        }
    }
}
