using System.Collections.Immutable;
using Spikelihood.Cli.Commands;
using Spikelihood.Cli.Hosting;
using Spikelihood.Cli.Output;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Summaries;

namespace Spikelihood.Cli.Jobs;

/// <summary>Does what <c>compare</c> asks for.</summary>
internal static class CompareJob
{
    private const double SpikesStep = 1e-3;

    private static readonly string[] Recordings = ["counts.csv", "spikes.csv", "spikes.csv.gz"];

    /// <summary>Compares two recordings and prints how they agree.</summary>
    public static int Run(CompareRequest request, Session session)
    {
        var (first, second) = (Read(request.First), Read(request.Second));
        if (PopulationSizes.Asked(request.Sizes, first.Counts.Populations) is { } asked)
        {
            first = first with { Sizes = asked };
            second = second with { Sizes = null };
        }

        // Recordings that are compared are of the same populations: what is known of one holds for the other.
        first = first with { Sizes = first.Sizes ?? From(second, first) };
        second = second with { Sizes = second.Sizes ?? From(first, second) };
        var comparison = RecordingComparison.Of(first, second, request.Bin, request.From);
        if (session.Json)
        {
            session.WriteJson(comparison);
        }
        else
        {
            Print(comparison, session);
        }

        return ExitCode.Done;
    }

    private static ComparedRecording Read(string path)
    {
        var file = path;
        if (Directory.Exists(path))
        {
            file = Recordings.Select(name => Path.Combine(path, name)).FirstOrDefault(File.Exists)
                ?? throw new InputException(path, null, "this folder holds neither counts.csv nor spikes.csv; name a recording");
        }

        var recorded = RecordedFile.Read(file);
        if (recorded.Counts is { } counts)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            return new ComparedRecording(file, counts, PopulationSizes.In(folder, counts.Populations));
        }

        if (recorded.Spikes is not { } spikes)
        {
            throw new InputException(file, null, "this holds input currents; compare takes counts or spikes");
        }

        if (spikes.Duration > Plausibility.Day)
        {
            throw new InputException(file, null, "this spans more than a day, too long to compare; is time_s in another unit than s, such as ms or samples?");
        }

        var binned = Binning.Count(spikes, SpikesStep);
        var units = spikes.Units.CountBy(unit => unit.Population ?? Binning.Unlabelled).ToDictionary();
        return new ComparedRecording(file, binned, [.. binned.Populations.Select(name => units[name])]);
    }

    private static ImmutableArray<int>? From(ComparedRecording known, ComparedRecording unknown) =>
        known.Sizes is { } sizes && unknown.Counts.Populations.All(known.Counts.Populations.Contains)
            ? [.. unknown.Counts.Populations.Select(name => sizes[known.Counts.Populations.IndexOf(name)])]
            : null;

    private static void Print(RecordingComparison comparison, Session session)
    {
        var output = session.Output;
        output.WriteLine($"A = {comparison.Files[0]}, B = {comparison.Files[1]}, from {Shown.Number(comparison.From)} to {Shown.Number(comparison.To)} s");
        output.WriteLine(comparison.PerNeuron
            ? "activity is per neuron; RMSE, rates, deviations and spectra in Hz"
            : "activity is of whole populations (--sizes or --model make it per neuron); RMSE, rates, deviations and spectra in Hz");
        output.WriteLine();
        var table = new TextTable("population", "correlation", "RMSE", "rate A", "rate B", "SD 1 ms A", "B", "SD 10 ms A", "B");
        for (var i = 0; i < comparison.Populations.Length; i++)
        {
            var (agreement, a, b) = (comparison.Populations[i], comparison.First[i], comparison.Second[i]);
            table.Add(
                agreement.Name, Shown.Number(agreement.Correlation), Shown.Number(agreement.Rmse), Shown.Number(a.MeanRate), Shown.Number(b.MeanRate),
                Shown.Number(a.Deviation1Ms), Shown.Number(b.Deviation1Ms), Shown.Number(a.Deviation10Ms), Shown.Number(b.Deviation10Ms));
        }

        if (comparison.Populations.Length > 1)
        {
            table.Add("all", Shown.Number(comparison.Correlation), Shown.Number(comparison.Rmse), "", "", "", "", "", "");
        }

        output.Write(table);
        output.WriteLine();
        output.Write(StatisticsTables.Spectra(
            comparison.Bands,
            [
                .. comparison.Populations.SelectMany((population, i) => new[]
                {
                    ($"{population.Name} A", comparison.First[i].SpectrumBands), ($"{population.Name} B", comparison.Second[i].SpectrumBands),
                }),
            ]));
    }
}
