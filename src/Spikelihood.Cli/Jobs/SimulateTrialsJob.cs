using System.Globalization;
using Spikelihood.Cli.Commands;
using Spikelihood.Cli.Hosting;
using Spikelihood.Cli.Output;
using Spikelihood.Models.Gif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Reports.Simulations;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Files.Models;
using Spikelihood.Studies.Simulation;

namespace Spikelihood.Cli.Jobs;

/// <summary>Does what <c>simulate --trials N</c> asks for: a folder of trials that <c>compare</c> reads back.</summary>
internal static class SimulateTrialsJob
{
    private const string StimulusName = "stimulus.csv", FigureName = "figure.svg", ModelName = "model.yaml";

    /// <summary>Simulates the trials, writes the files and prints what happened.</summary>
    /// <param name="request">What was typed.</param>
    /// <param name="model">The model.</param>
    /// <param name="simulator">The network of single neurons; null for the population model.</param>
    /// <param name="input">The input.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="session">Where to print.</param>
    public static int Run(SimulateRequest request, ModelDescription model, GifSimulator? simulator, SampledStimulus input, ulong seed, Session session)
    {
        var trials = request.Trials!.Value;
        RequireNothingElse(request.Out, trials);
        var network = model.Network;
        var counts = session.Progress.Run(
            $"simulating {trials} trials",
            progress => simulator is null
                ? TrialSimulator.Mesoscopic(network, input.Coarse, seed, trials, session.Workers, progress, session.Cancellation)
                : TrialSimulator.Microscopic(simulator, input, seed, trials, session.Workers, progress, session.Cancellation));
        session.Cancellation.ThrowIfCancellationRequested();
        var paths = OutputFolder.Write(request.Out, Files(model, input.Coarse, counts), session.Cancellation);
        Print(network, counts, simulator is not null, seed, paths, session);
        return ExitCode.Done;
    }

    // What is left from another simulation would be read as trials of this one.
    private static void RequireNothingElse(string folder, int trials)
    {
        var names = Enumerable.Range(1, trials).Select(TrialFiles.CountsName).ToHashSet(StringComparer.Ordinal);
        var others = TrialFiles.Trials(folder).Append(Path.Combine(folder, "counts.csv")).Append(Path.Combine(folder, "spikes.csv"));
        if (others.FirstOrDefault(path => File.Exists(path) && !names.Contains(Path.GetFileName(path))) is { } other)
        {
            throw new InputException(other, null, "is from another simulation and would stand among these trials; remove it or name another --out");
        }
    }

    private static List<(string Name, Action<string> Write)> Files(ModelDescription model, PopulationSeries<double> stimulus, PopulationSeries<int>[] counts)
    {
        var figure = new SimulationFigure
        {
            Counts = counts[0],
            Stimulus = stimulus,
            Sizes = [.. model.Network.Populations.Select(population => population.Size)],
        };
        return
        [
            .. counts.Select((trial, i) => (TrialFiles.CountsName(i + 1), new Action<string>(path => CountsFile.Write(path, trial)))),
            (StimulusName, path => SignalFile.Write(path, stimulus)),
            (ModelName, path => ModelFile.Write(path, model)),
            (FigureName, figure.Write),
        ];
    }

    private static void Print(
        GifNetwork network, PopulationSeries<int>[] counts, bool microscopic, ulong seed, IReadOnlyList<string> paths, Session session)
    {
        var populations = network.Populations.Select((population, i) =>
        {
            var spikes = counts.Select(trial => trial.Of(i).ToArray().Sum(count => (long)count)).ToArray();
            var rates = spikes.Select(number => number / (population.Size * counts[0].Duration)).ToArray();
            var mean = rates.Average();
            var deviation = Math.Sqrt(rates.Sum(rate => (rate - mean) * (rate - mean)) / (rates.Length - 1));
            return new { population.Name, Neurons = population.Size, Spikes = spikes.Sum(), MeanRate = mean, MeanRateSd = Json.Finite(deviation) };
        }).ToArray();
        if (session.Json)
        {
            session.WriteJson(new
            {
                Level = microscopic ? "micro" : "meso",
                Seed = seed,
                Trials = counts.Length,
                counts[0].Duration,
                counts[0].TimeStep,
                counts[0].Steps,
                Populations = populations,
                Files = paths,
            });
            return;
        }

        var table = new TextTable("population", "neurons", "spikes in all", "mean rate (Hz)", "SD over trials");
        foreach (var population in populations)
        {
            table.Add(
                population.Name,
                Shown.Whole(population.Neurons),
                Shown.Whole(population.Spikes),
                population.MeanRate.ToString("F3", CultureInfo.InvariantCulture),
                Shown.Number(population.MeanRateSd));
        }

        session.Output.Write(table);
        session.Output.WriteLine(
            $"wrote {paths[0]}{(counts.Length > 1 ? $" to {Path.GetFileName(paths[counts.Length - 1])}" : "")}, {string.Join(", ", paths.Skip(counts.Length))}");
    }
}
