using System.Globalization;
using Spikelihood.Cli.Commands;
using Spikelihood.Cli.Hosting;
using Spikelihood.Cli.Output;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Summaries;

namespace Spikelihood.Cli.Jobs;

/// <summary>Does what <c>stats</c> asks for.</summary>
internal static class StatsJob
{
    /// <summary>Computes the statistics of a recording and prints them.</summary>
    public static int Run(StatsRequest request, Session session)
    {
        var file = RecordedFile.Read(request.File);
        var populations = file.Counts?.Populations ?? (file.Spikes is { Populations.IsEmpty: false } spikes ? spikes.Populations : [Binning.Unlabelled]);
        var statistics = RecordingStatistics.Of(file, PopulationSizes.Asked(request.Sizes, populations));
        if (session.Json)
        {
            session.Output.WriteLine(SummaryJson.Write(statistics));
            return ExitCode.Done;
        }

        session.Output.WriteLine(
            $"{statistics.File}: {statistics.Kind}, {Shown.Number(statistics.Duration)} s in steps of {Shown.Number(statistics.TimeStep)} s");
        session.Output.WriteLine(statistics.PerNeuron
            ? "activity is per neuron; rates, deviations and spectra in Hz"
            : "activity is of whole populations (--sizes or --model make it per neuron); rates, deviations and spectra in Hz");
        session.Output.WriteLine();
        session.Output.Write(Populations(statistics));
        session.Output.WriteLine();
        session.Output.Write(StatisticsTables.Spectra(
            statistics.Bands, [.. statistics.Populations.Select(population => (population.Name, population.SpectrumBands))]));
        if (statistics.Populations.Length > 1)
        {
            session.Output.WriteLine();
            session.Output.Write(Correlations(statistics));
        }

        foreach (var warning in statistics.Warnings)
        {
            session.Tell($"note: {warning}");
        }

        return ExitCode.Done;
    }

    private static TextTable Populations(RecordingStatistics statistics)
    {
        var hasIntervals = statistics.Populations.Any(population => population.Intervals is not null);
        string[] intervals = hasIntervals ? ["CV", "CV2", "Lv", "LvR"] : [];
        var table = new TextTable(["population", "neurons", "spikes", "mean rate", "SD 1 ms", "SD 10 ms", "Fano 10 ms", "peak at", .. intervals]);
        foreach (var population in statistics.Populations)
        {
            string[] cells =
            [
                population.Name,
                statistics.PerNeuron ? Shown.Whole(population.Size) : Shown.Whole(null),
                Shown.Whole(population.Spikes),
                Shown.Number(population.MeanRate),
                Shown.Number(population.Deviation1Ms),
                Shown.Number(population.Deviation10Ms),
                Shown.Number(population.Fano),
                Shown.Number(population.PeakFrequency),
            ];
            string[] own = hasIntervals
                ? [.. new[] { population.Intervals?.Cv, population.Intervals?.Cv2, population.Intervals?.Lv, population.Intervals?.LvR }.Select(Shown.Number)]
                : [];
            table.Add([.. cells, .. own]);
        }

        return table;
    }

    private static TextTable Correlations(RecordingStatistics statistics)
    {
        var table = new TextTable("correlation", "1 ms", "10 ms");
        for (var x = 0; x < statistics.Populations.Length; x++)
        {
            for (var y = x + 1; y < statistics.Populations.Length; y++)
            {
                table.Add(
                    string.Create(CultureInfo.InvariantCulture, $"{statistics.Populations[x].Name}, {statistics.Populations[y].Name}"),
                    Shown.Number(statistics.Correlation1Ms?[x][y]),
                    Shown.Number(statistics.Correlation10Ms?[x][y]));
            }
        }

        return table;
    }
}
