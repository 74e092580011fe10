using Spikelihood.Cli.Hosting;
using Spikelihood.Models.Gif;
using Spikelihood.Models.Stimuli;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Summaries;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Models;
using Spikelihood.Studies.Files.Stimuli;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Simulation;

namespace Spikelihood.Cli.Jobs;

/// <summary>Trials of a run's fitted model, for <c>compare</c>.</summary>
internal static class FittedTrials
{
    /// <summary>Whether a path is the folder of a finished fit.</summary>
    public static bool IsRun(string path) => Directory.Exists(path) && File.Exists(new RunFolder(path).Fit);

    /// <summary>The end of a run's burn-in, s.</summary>
    public static double BurnIn(string folder) => Study(folder).Fit.BurnIn;

    /// <summary>Simulates the fitted model.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="beside">What the trials are to be compared with: the input in its folder is used, or else the run's own.</param>
    /// <param name="trials">How many; null for as many as the study's report has.</param>
    /// <param name="session">Seed, threads, progress.</param>
    public static ComparedTrials Simulate(string folder, string beside, int? trials, Session session)
    {
        var run = new RunFolder(folder);
        var model = ModelFile.Read(run.FittedModel);
        var network = model.Network;
        var stimulus = Path.Combine(RecordedTrials.FolderOf(beside), Path.GetFileName(run.Stimulus));
        stimulus = File.Exists(stimulus) ? stimulus : run.Stimulus;
        var description = StimulusReader.FromFile(stimulus, StimulusSetting.Of(network, SignalFile.Read));
        var values = ((RecordedStimulus)description.Stimulus).Values;
        var input = StimulusSampler.Sample(description.Stimulus, network.Names, values.Duration, network.TimeStep, 0);
        // The data may have been simulated with the same seed; the trials must share no random numbers with them.
        var seed = new Rng(session.Seed ?? StudyDataLoader.DefaultSeed, StreamPurpose.Trials, 0).NextUInt64();
        var number = trials ?? Study(folder).ReportTrials;
        var counts = session.Progress.Run(
            $"simulating {number} trials",
            progress => model.Kind == ModelDescription.Microscopic
                ? TrialSimulator.Microscopic(
                    new GifSimulator(network, seed, workers: session.Workers), input, seed, number, session.Workers, progress, session.Cancellation)
                : TrialSimulator.Mesoscopic(network, input.Coarse, seed, number, session.Workers, progress, session.Cancellation));
        return new ComparedTrials(
            $"{run.FittedModel} under {stimulus}",
            [.. counts.Select(trial => StartingAt(trial, values.Start))],
            [.. network.Populations.Select(population => population.Size)]);
    }

    private static PopulationSeries<int> StartingAt(PopulationSeries<int> trial, double start) =>
        new(trial.Populations, trial.TimeStep, [.. trial.Populations.Select((_, i) => trial.Of(i).ToArray())]) { Start = start };

    private static StudyDescription Study(string folder) => StudyFile.Read(new RunFolder(folder).Study, SignalFile.Read);
}
