using System.Collections.Immutable;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Prediction;

/// <summary>
/// Simulates the fitted model beside the data: on the input it was fitted to and, when the data were simulated, on inputs it never saw; and says
/// what it reproduces and what it does not.
/// </summary>
/// <param name="study">The study.</param>
/// <param name="data">Its data.</param>
/// <param name="seed">The job's seed.</param>
/// <param name="workers">Threads; trials run side by side.</param>
public sealed class PredictionRunner(StudyDescription study, StudyData data, ulong seed, Workers workers)
{
    private const string DataLabel = "Data";
    private const string OtherTrialsLabel = "Data, other trials";
    private const string TruthLabel = "Theory at the true parameters";
    private const string AverageLabel = "Theory at the average parameters";
    private const string FittedLabel = "Fitted model";

    private readonly ResponseComparison _comparison = new(data.From, seed, workers);

    private double BinWidth => ResponseComparison.BinWidth(data.Network.TimeStep);

    /// <summary>Runs all checks for the fitted network.</summary>
    public PredictiveRecord Run(GifNetwork fitted, Action<double, string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        ImmutableArray<TestDescription> tests = data.Source is null ? [] : study.Tests;
        var share = 1.0 / (1 + tests.Length);
        progress?.Invoke(0, "simulating the training input");
        var training = Ensembles(fitted, data.Source?.Input, data.Stimulus, Seed(0), cancellation);
        var checks = ImmutableArray.CreateBuilder<PredictiveCheck>(1 + tests.Length);
        checks.Add(_comparison.Check(ResponseComparison.IsSilent(data.Stimulus) ? "Recording" : "Training input", data.Stimulus, training));
        for (var i = 0; i < tests.Length; i++)
        {
            progress?.Invoke((i + 1) * share, $"simulating '{tests[i].Name}'");
            var input = StudyDataLoader.Sample(
                data.Network, tests[i].Stimulus, data.From * data.Network.TimeStep + tests[i].Duration, Seed(2 * (ulong)i + 1));
            checks.Add(_comparison.Check(tests[i].Name, input.Coarse, Ensembles(fitted, input, input.Coarse, Seed(2 * (ulong)i + 2), cancellation)));
        }

        var oneStep = OneStepTests.Of(data, fitted, Seed(0));
        var statements = new FitStatements(data, training.Data, training.Models[^1], oneStep).All().ToArray();
        progress?.Invoke(1, "done");
        return new(checks.ToImmutable(), [.. statements.Select(statement => statement.Sentence)], statements.Any(statement => statement.IsMisfit))
        {
            Residuals = [.. oneStep.Select((test, population) => OneStepTests.Record(data.Network.Names[population], test))],
        };
    }

    private ulong Seed(ulong use) => new Rng(seed, StreamPurpose.Predictions, use).NextUInt64();

    private Responses Ensembles(
        GifNetwork fitted, SampledStimulus? input, PopulationSeries<double> coarse, ulong trialSeed, CancellationToken cancellation)
    {
        Ensemble Meso(string label, GifNetwork network)
        {
            var simulator = new MesoGifSimulator(network);
            return Ensemble.Of(
                label, network, study.ReportTrials, data.From, BinWidth,
                trial => simulator.Simulate(coarse, trialSeed, trial, null, cancellation).Counts, workers, cancellation);
        }

        Ensemble Data(string label, int trials, Func<int, PopulationSeries<int>> simulate) =>
            Ensemble.Of(label, data.Network, trials, data.From, BinWidth, simulate, workers, cancellation);

        return data.Source is { } source
            ? new(
                Data(DataLabel, study.ReportTrials, trial => source.Simulate(input!, trial)),
                Data(OtherTrialsLabel, study.ReportTrials, trial => source.Simulate(input!, study.ReportTrials + trial)),
                [Meso(source.Heterogeneous ? AverageLabel : TruthLabel, data.Network), Meso(FittedLabel, fitted)])
            : new(Data(DataLabel, 1, _ => data.Counts), null, [Meso(FittedLabel, fitted)]);
    }
}
