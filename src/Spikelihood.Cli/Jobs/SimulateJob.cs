using System.Globalization;
using Spikelihood.Cli.Commands;
using Spikelihood.Cli.Hosting;
using Spikelihood.Cli.Output;
using Spikelihood.Models.Gif;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.MesoGif.Sequential;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Reports.Simulations;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Models;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Cli.Jobs;

/// <summary>Does what <c>simulate</c> asks for.</summary>
internal static class SimulateJob
{
    private const string CountsName = "counts.csv", StimulusName = "stimulus.csv", SpikesName = "spikes.csv", NeuronsName = "neurons.csv", FigureName = "figure.svg";

    /// <summary>Simulates, writes the files and prints what happened.</summary>
    public static int Run(SimulateRequest request, Session session)
    {
        var model = ModelFile.Read(request.Model);
        var network = model.Network;
        var microscopic = request.Microscopic ?? model.Kind == ModelDescription.Microscopic;
        if (!microscopic && request.Integration is not null)
        {
            throw new InputException("--inner-step, --min-interval and --start are for single neurons; leave them out or simulate with --level micro");
        }

        if (microscopic && request.Stationary)
        {
            throw new InputException("--start stationary is for populations; leave it out or simulate with --level meso");
        }

        if (request.Stationary && request.Trials is not null)
        {
            throw new InputException("--start stationary is for a single trial; leave out --start or --trials");
        }

        WritableFolder.Require(request.Out);
        if (new RunFolder(request.Out).IsRun)
        {
            throw new InputException(request.Out, null, "it holds a run, whose data a simulation would replace; name another folder with --out");
        }

        var seed = session.Seed ?? StudyDataLoader.DefaultSeed;
        var input = SimulationInput.Sample(request, network, seed);
        if (request.Trials is not null)
        {
            return microscopic
                ? SimulateTrialsJob.Run(request, model, Simulator(request, network, seed, session), input, seed, session)
                : SimulateTrialsJob.Run(request, Averages.Of(request.Model, model, seed, session), null, input, seed, session);
        }

        var (counts, spikes, neurons) = microscopic
            ? Microscopic(request, network, input, seed, session)
            : (Mesoscopic(request, model, input, seed, session), null, null);
        session.Cancellation.ThrowIfCancellationRequested();
        var paths = OutputFolder.Write(request.Out, Files(network, input.Coarse, counts, spikes, neurons), session.Cancellation);
        Warn(request, network, counts, spikes, session);
        Print(network, counts, microscopic, seed, paths, session);
        return ExitCode.Done;
    }

    private static (PopulationSeries<int> Counts, NeuronSpikes? Spikes, NeuronTable? Neurons) Microscopic(
        SimulateRequest request, GifNetwork network, SampledStimulus input, ulong seed, Session session)
    {
        var simulator = Simulator(request, network, seed, session);
        var recording = session.Progress.Run(
            "simulating", progress => simulator.Simulate(input, seed, keepSpikes: true, session.Workers, progress, session.Cancellation));
        return (recording.Counts, new NeuronSpikes(network, recording.Spikes), network.IsHeterogeneous ? DrawnNeurons.Table(network, simulator.Neurons) : null);
    }

    private static GifSimulator Simulator(SimulateRequest request, GifNetwork network, ulong seed, Session session)
    {
        try
        {
            return new GifSimulator(network, seed, request.Integration, session.Workers);
        }
        catch (InputException wrong)
        {
            // The simulator knows the parameters but not the file they came from.
            throw new InputException($"{request.Model}: {wrong.Message}", wrong);
        }
    }

    private static PopulationSeries<int> Mesoscopic(SimulateRequest request, ModelDescription model, SampledStimulus input, ulong seed, Session session)
    {
        var network = Averages.Of(request.Model, model, seed, session).Network;
        var start = request.Stationary ? StationaryStart.Of(network, input.Coarse, session) : MesoGifState.Silent(network);
        return session.Progress.Run(
            "simulating",
            progress => new MesoGifSimulator(network).SimulateFrom(start, input.Coarse, seed, trial: 0, progress, session.Cancellation).Counts);
    }

    private static List<(string Name, Action<string> Write)> Files(
        GifNetwork network, PopulationSeries<double> stimulus, PopulationSeries<int> counts, NeuronSpikes? spikes, NeuronTable? neurons)
    {
        var figure = new SimulationFigure
        {
            Counts = counts,
            Stimulus = stimulus,
            Sizes = [.. network.Populations.Select(population => population.Size)],
            Spikes = spikes?.Times,
        };
        return
        [
            (CountsName, path => CountsFile.Write(path, counts)),
            (StimulusName, path => SignalFile.Write(path, stimulus)),
            .. spikes is null ? Array.Empty<(string, Action<string>)>() : [(SpikesName, path => SpikesFile.Write(path, spikes.ToRecording(counts.Duration)))],
            .. neurons is null ? Array.Empty<(string, Action<string>)>() : [(NeuronsName, path => NeuronsFile.Write(path, neurons))],
            (FigureName, figure.Write),
        ];
    }

    private static void Warn(SimulateRequest request, GifNetwork network, PopulationSeries<int> counts, NeuronSpikes? spikes, Session session)
    {
        foreach (var old in Left(request, network, spikes).Where(File.Exists))
        {
            session.Tell($"note: {old} is left from another simulation and does not belong to these counts");
        }

        if (TrialFiles.Trials(request.Out) is { Count: > 0 } trials)
        {
            session.Tell($"note: {trials[0]} is left from a simulation of several trials and does not belong to these counts");
        }

        foreach (var (name, population) in counts.Populations.Select((name, population) => (name, population)))
        {
            if (!counts.Of(population).ContainsAnyExcept(0))
            {
                session.Tell($"note: population {name} never fired");
            }
        }
    }

    private static IEnumerable<string> Left(SimulateRequest request, GifNetwork network, NeuronSpikes? spikes) =>
    [
        .. spikes is null ? new[] { Path.Combine(request.Out, SpikesName) } : [],
        .. spikes is null || !network.IsHeterogeneous ? new[] { Path.Combine(request.Out, NeuronsName) } : [],
    ];

    private static void Print(
        GifNetwork network, PopulationSeries<int> counts, bool microscopic, ulong seed, IReadOnlyList<string> paths, Session session)
    {
        var populations = network.Populations.Select((population, i) =>
        {
            var spikes = 0L;
            foreach (var count in counts.Of(i))
            {
                spikes += count;
            }

            return new SimulatedPopulation(population.Name, population.Size, spikes, spikes / (population.Size * counts.Duration));
        }).ToArray();
        if (session.Json)
        {
            session.WriteJson(new
            {
                Level = microscopic ? "micro" : "meso",
                Seed = seed,
                counts.Duration,
                counts.TimeStep,
                counts.Steps,
                Populations = populations,
                Files = paths,
            });
            return;
        }

        var table = new TextTable("population", "neurons", "spikes", "mean rate (Hz)");
        foreach (var population in populations)
        {
            table.Add(
                population.Name, Shown.Whole(population.Neurons), Shown.Whole(population.Spikes), population.MeanRate.ToString("F3", CultureInfo.InvariantCulture));
        }

        session.Output.Write(table);
        session.Output.WriteLine($"wrote {string.Join(", ", paths)}");
    }

    private sealed record SimulatedPopulation(string Name, int Neurons, long Spikes, double MeanRate);
}
