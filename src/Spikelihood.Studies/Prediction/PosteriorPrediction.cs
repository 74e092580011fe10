using System.Collections.Immutable;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Studies.Prediction;

/// <summary>
/// Posterior predictive checks: simulates the population model once at each of some draws of the posterior, on the input of the data and, when the data
/// were simulated, on inputs never seen, and ranks the data (one trial) among the simulations (docs/report.md).
/// </summary>
/// <param name="study">The study.</param>
/// <param name="data">Its data.</param>
/// <param name="seed">The job's seed.</param>
/// <param name="workers">Threads; nothing depends on their number.</param>
public sealed class PosteriorPrediction(StudyDescription study, StudyData data, ulong seed, Workers workers)
{
    /// <summary>The name of the simulations in traces, spectra and agreement.</summary>
    public const string Label = "Posterior draws";

    /// <summary>How many draws are simulated when nothing is said.</summary>
    public const int DefaultSimulations = 40;

    private const string DataLabel = "Data";

    private readonly MesoGifProblem _problem = new(study, data);
    private readonly ResponseComparison _comparison = new(data.From, seed, workers);

    /// <summary>Runs all checks.</summary>
    /// <param name="draws">Draws of all that is inferred, in natural units.</param>
    /// <param name="simulations">How many of them are simulated, chosen at random; all when there are fewer.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops between simulations.</param>
    public PredictiveRecord Run(
        PosteriorDraws draws, int simulations = DefaultSimulations, Action<double, string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(draws);
        ArgumentOutOfRangeException.ThrowIfLessThan(simulations, 3);
        var networks = ChosenDraws.Of(draws, simulations, seed).Select(draw => Network(draws, draw)).ToArray();
        ImmutableArray<TestDescription> tests = data.Source is null ? [] : study.Tests;
        var checks = ImmutableArray.CreateBuilder<PredictiveCheck>(1 + tests.Length);
        var title = ResponseComparison.IsSilent(data.Stimulus) ? "Recording" : "Training input";
        progress?.Invoke(0, "simulating draws of the posterior");
        checks.Add(Check(title, data.Stimulus, data.Counts, networks, Seed(0), cancellation));
        for (var i = 0; i < tests.Length; i++)
        {
            progress?.Invoke((i + 1.0) / (1 + tests.Length), $"simulating draws of the posterior, '{tests[i].Name}'");
            var input = StudyDataLoader.Sample(
                data.Network, tests[i].Stimulus, data.From * data.Network.TimeStep + tests[i].Duration, Seed(2 * (ulong)i + 1));
            checks.Add(Check(tests[i].Name, input.Coarse, data.Source!.Simulate(input, 0), networks, Seed(2 * (ulong)i + 2), cancellation));
        }

        var oneStep = OneStepTests.Of(data, Network(draws, ChosenDraws.Highest(draws)), Seed(0));
        FitStatement[] statements =
        [
            .. PosteriorStatistics.Statements(checks, networks.Length),
            .. oneStep.Select((test, population) => OneStepStatement.Of(data.Network.Names[population], test)),
        ];
        progress?.Invoke(1, "done");
        return new(checks.ToImmutable(), [.. statements.Select(statement => statement.Sentence)], statements.Any(statement => statement.IsMisfit))
        {
            Residuals = [.. oneStep.Select((test, population) => OneStepTests.Record(data.Network.Names[population], test))],
        };
    }

    private PredictiveCheck Check(
        string title, PopulationSeries<double> stimulus, PopulationSeries<int> counts, GifNetwork[] networks, ulong trialSeed, CancellationToken cancellation)
    {
        var binWidth = ResponseComparison.BinWidth(data.Network.TimeStep);
        Ensemble Of(string label, int trials, Func<int, PopulationSeries<int>> simulate) =>
            Ensemble.Of(label, data.Network, trials, data.From, binWidth, simulate, workers, cancellation);
        var recorded = Of(DataLabel, 1, _ => counts);
        var simulated = Of(
            Label, networks.Length, draw => new MesoGifSimulator(networks[draw]).Simulate(stimulus, trialSeed, draw, null, cancellation).Counts);
        return _comparison.Check(title, stimulus, new(recorded, null, [simulated])) with
        {
            Traces = [recorded.Summarise(), PosteriorBands.Traces(simulated)],
            Spectra = PosteriorBands.Spectra(recorded, simulated),
            Statistics = PosteriorStatistics.Of(recorded, simulated),
        };
    }

    private ulong Seed(ulong use) => new Rng(seed, StreamPurpose.PosteriorPredictions, 1 + use).NextUInt64();

    private GifNetwork Network(PosteriorDraws draws, (int Chain, int Draw) which)
    {
        var values = draws.Chains[which.Chain].Draw(which.Draw);
        var natural = new double[_problem.Parameters.Dimension];
        for (var i = 0; i < draws.Names.Length; i++)
        {
            natural[_problem.Parameters.IndexOf(draws.Names[i])] = values[i];
        }

        return _problem.Network(natural);
    }
}
