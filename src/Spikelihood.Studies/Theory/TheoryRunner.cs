using System.Collections.Immutable;
using System.Diagnostics;
using Spikelihood.Models.Gif;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Prediction;

namespace Spikelihood.Studies.Theory;

/// <summary>
/// Holds the mesoscopic theory against the network of single neurons that it describes: the same parameters and input at both levels, statistics and
/// run times side by side (as the GRU estimation paper does, and Schwalger 2017 before it).
/// </summary>
/// <param name="study">A study whose data are simulated; its model, input, duration, burn-in and number of report trials are used.</param>
/// <param name="seed">The seed for whatever the study gives none.</param>
/// <param name="workers">Threads.</param>
public sealed class TheoryRunner(StudyDescription study, ulong seed, Workers workers)
{
    private const string MicroscopicLabel = "Network of neurons", OtherTrialsLabel = "Network of neurons, other trials", MesoscopicLabel = "Population model";

    /// <summary>Runs it.</summary>
    /// <exception cref="InputException">When the study's data are not simulated.</exception>
    public TheoryRecord Run(Action<double, string>? progress = null, CancellationToken cancellation = default)
    {
        if (study.Data is not SimulatedData simulated)
        {
            throw new InputException($"{study.Name}: only a simulated network can be held against its theory; give the study data: {{simulate: ...}}, or compare recordings with 'compare'.");
        }

        var trialSeed = simulated.Seed ?? seed;
        var network = study.Model.AtAverages(trialSeed).Network;
        network = network with { AgeBins = AgeWindow.WithRoom(network) };
        var from = (int)Math.Round(study.Fit.BurnIn / network.TimeStep);
        var input = StudyDataLoader.Sample(network, simulated.Stimulus, simulated.Duration, trialSeed);
        progress?.Invoke(0, "the network of single neurons");
        var neurons = new GifSimulator(study.Model.Network, trialSeed, workers: workers);
        Ensemble Network(string label, int offset) => Ensemble.Of(
            label, network, study.ReportTrials, from, ResponseComparison.BinWidth(network.TimeStep),
            trial => neurons.Simulate(input, trialSeed + (ulong)(offset + trial), cancellation: cancellation).Counts, workers, cancellation);
        var microscopic = Network(MicroscopicLabel, 0);
        progress?.Invoke(0.4, "more of its trials");
        var others = Network(OtherTrialsLabel, study.ReportTrials);
        progress?.Invoke(0.8, "the population model");
        var populations = new MesoGifSimulator(network);
        var mesoscopic = Ensemble.Of(
            MesoscopicLabel, network, study.ReportTrials, from, ResponseComparison.BinWidth(network.TimeStep),
            trial => populations.Simulate(input.Coarse, trialSeed, trial, null, cancellation).Counts, workers, cancellation);
        progress?.Invoke(0.9, "run times");
        // At last, when all code is compiled and all memory at hand.
        var (counts, microscopicSeconds) = Timed(() => neurons.Simulate(input, trialSeed, workers: workers, cancellation: cancellation).Counts);
        var (_, mesoscopicSeconds) = Timed(() => populations.Simulate(input.Coarse, trialSeed, 0, null, cancellation).Counts);
        progress?.Invoke(0.95, "statistics");
        return new()
        {
            Study = study.Name,
            Version = typeof(TheoryRunner).Assembly.GetName().Version?.ToString(3) ?? "",
            Trials = study.ReportTrials,
            Duration = simulated.Duration,
            BurnIn = study.Fit.BurnIn,
            Statistics = [.. TheoryStatistics.Of(microscopic, mesoscopic)],
            OneStepRatio = OneStep(network, counts, input, from),
            Check = new ResponseComparison(from, seed, workers).Check("Both levels", input.Coarse, new(microscopic, others, [mesoscopic])),
            MicroscopicSeconds = microscopicSeconds / simulated.Duration,
            MesoscopicSeconds = mesoscopicSeconds / simulated.Duration,
        };
    }

    private ImmutableArray<double> OneStep(GifNetwork network, PopulationSeries<int> counts, SampledStimulus input, int from)
    {
        var likelihood = new MesoGifLikelihood(network, counts, input.Coarse, from, workers);
        var expected = likelihood.Expected(likelihood.Layout.Read(network));
        return [.. network.Populations.Select((_, i) => expected[i].Skip(from).Sum() / counts.Of(i)[from..].ToArray().Sum())];
    }

    private static (PopulationSeries<int> Counts, double Seconds) Timed(Func<PopulationSeries<int>> simulate)
    {
        var clock = Stopwatch.StartNew();
        return (simulate(), clock.Elapsed.TotalSeconds);
    }
}
