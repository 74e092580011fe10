using System.Collections.Immutable;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Comparison;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;
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
    private const double FinestBin = 0.01;
    private const double LongestSpectrum = 500;

    /// <summary>Spectra are taken over segments of a second, which must hold some steps.</summary>
    private const double LongestSpectrumStep = 0.25;

    private const string DataLabel = "Data";
    private const string OtherTrialsLabel = "Data, other trials";
    private const string TruthLabel = "Theory at the true parameters";
    private const string FittedLabel = "Fitted model";

    private double BinWidth => Math.Max(1, Math.Round(FinestBin / data.Network.TimeStep)) * data.Network.TimeStep;

    /// <summary>Runs all checks for the fitted network.</summary>
    public PredictiveRecord Run(GifNetwork fitted, Action<double, string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        ImmutableArray<TestDescription> tests = data.Source is null ? [] : study.Tests;
        var share = 1.0 / (1 + tests.Length);
        progress?.Invoke(0, "simulating the training input");
        var training = Ensembles(fitted, data.Source?.Input, data.Stimulus, Seed(0), cancellation);
        var checks = ImmutableArray.CreateBuilder<PredictiveCheck>(1 + tests.Length);
        checks.Add(Check(IsSilent(data.Stimulus) ? "Recording" : "Training input", data.Stimulus, training));
        for (var i = 0; i < tests.Length; i++)
        {
            progress?.Invoke((i + 1) * share, $"simulating '{tests[i].Name}'");
            var input = StudyDataLoader.Sample(
                data.Network, tests[i].Stimulus, data.From * data.Network.TimeStep + tests[i].Duration, Seed(2 * (ulong)i + 1));
            checks.Add(Check(tests[i].Name, input.Coarse, Ensembles(fitted, input, input.Coarse, Seed(2 * (ulong)i + 2), cancellation)));
        }

        var statements = new FitStatements(data, fitted, training.Data, training.Models[^1]).All().ToArray();
        progress?.Invoke(1, "done");
        return new(checks.ToImmutable(), [.. statements.Select(statement => statement.Sentence)], statements.Any(statement => statement.IsMisfit));
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
                [Meso(TruthLabel, data.Network), Meso(FittedLabel, fitted)])
            : new(Data(DataLabel, 1, _ => data.Counts), null, [Meso(FittedLabel, fitted)]);
    }

    private PredictiveCheck Check(string title, PopulationSeries<double> stimulus, Responses responses) => new()
    {
        Title = title,
        Start = data.From * stimulus.TimeStep,
        BinWidth = BinWidth,
        Populations = stimulus.Populations,
        Stimulus = IsSilent(stimulus) ? [] : Rows(DisjointBins.Average(stimulus.Slice(data.From, stimulus.Steps - data.From), BinWidth)),
        Traces = [.. responses.Shown.Select(ensemble => ensemble.Summarise())],
        Agreement = [.. responses.Compared.Select(model => Agreement(responses.Data, model))],
        Spectra = Spectra([.. responses.Shown]),
    };

    private AgreementRow Agreement(Ensemble truth, Ensemble model)
    {
        var perTrial = PerTrialAgreement.Compare(truth.Binned, model.Binned, workers);
        var averaged = TrialAveragedAgreement.Compare(truth.Binned, model.Binned, seed, workers: workers);
        AgreementRow Row(string label, Func<MeasureByPopulation, MeasureEstimate> of) => new(
            label,
            of(perTrial.Correlation).Mean, of(perTrial.Correlation).Deviation, of(perTrial.Rmse).Mean, of(perTrial.Rmse).Deviation,
            of(averaged.Correlation).Mean, of(averaged.Correlation).Deviation, of(averaged.Rmse).Mean, of(averaged.Rmse).Deviation);
        return Row(model.Label, measure => measure.Across) with
        {
            PerPopulation = [.. data.Network.Names.Select((name, i) => Row(name, measure => measure.PerPopulation[i]))],
        };
    }

    private ImmutableArray<SpectrumPanel> Spectra(Ensemble[] ensembles)
    {
        if (ensembles[0].Fine[0].Duration < 1 || data.Network.TimeStep > LongestSpectrumStep)
        {
            return [];
        }

        return [.. data.Network.Names.Select((name, population) =>
        {
            var spectra = ensembles.Select(ensemble => (ensemble.Label, Spectrum: ensemble.Spectrum(population))).ToArray();
            var shown = spectra[0].Spectrum.Frequencies.Count(frequency => frequency <= LongestSpectrum);
            return new SpectrumPanel(
                name,
                spectra[0].Spectrum.Frequencies[..shown],
                [.. spectra.Select(pair => new SpectrumCurve(pair.Label, pair.Spectrum.Density[..shown]))]);
        })];
    }

    private static bool IsSilent(PopulationSeries<double> stimulus) =>
        stimulus.Populations.Select((_, population) => stimulus.Of(population).IndexOfAnyExcept(0.0)).All(place => place < 0);

    private static ImmutableArray<ImmutableArray<double>> Rows(PopulationSeries<double> series) =>
        [.. series.Populations.Select((_, population) => series.Of(population).ToArray().ToImmutableArray())];

    /// <summary>Everybody's trials under one input.</summary>
    /// <param name="Data">The data, to which all else is compared.</param>
    /// <param name="OtherTrials">As many further trials of the data's own simulator; null for recorded data.</param>
    /// <param name="Models">The population models, the fitted one last.</param>
    private sealed record Responses(Ensemble Data, Ensemble? OtherTrials, ImmutableArray<Ensemble> Models)
    {
        public IEnumerable<Ensemble> Shown => [Data, .. Models];

        public IEnumerable<Ensemble> Compared => OtherTrials is null ? Models : [OtherTrials, .. Models];
    }
}
