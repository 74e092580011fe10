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
/// Simulates the fitted model beside the data: on the input it was fitted to and, when the data were simulated, on one it never saw; and says
/// what it reproduces and what it does not.
/// </summary>
/// <param name="study">The study.</param>
/// <param name="data">Its data.</param>
/// <param name="seed">The job's seed.</param>
/// <param name="workers">Threads; trials run side by side.</param>
public sealed class PredictionRunner(StudyDescription study, StudyData data, ulong seed, Workers workers)
{
    private const double FinestBin = 0.01;
    private const double TestDuration = 9;
    private const double LongestSpectrum = 500;

    /// <summary>Spectra are taken over segments of a second, which must hold some steps.</summary>
    private const double LongestSpectrumStep = 0.25;

    private const string DataLabel = "Data";
    private const string TruthLabel = "Theory at the true parameters";
    private const string FittedLabel = "Fitted model";

    private double BinWidth => Math.Max(1, Math.Round(FinestBin / data.Network.TimeStep)) * data.Network.TimeStep;

    /// <summary>Runs all checks for the fitted network.</summary>
    public PredictiveRecord Run(GifNetwork fitted, Action<double, string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        var checks = ImmutableArray.CreateBuilder<PredictiveCheck>();
        progress?.Invoke(0, "simulating the training input");
        var training = Ensembles(fitted, data.Source?.Input, data.Stimulus, data.From, Seed(0), cancellation);
        checks.Add(Check(IsSilent(data.Stimulus) ? "Recording" : "Training input", data.Stimulus, data.From, training));
        if (data.Source is not null && study.Test is not null)
        {
            progress?.Invoke(0.5, "simulating the unseen input");
            var burnIn = data.From * data.Network.TimeStep;
            var input = StudyDataLoader.Sample(data.Network, study.Test, burnIn + TestDuration, Seed(1));
            checks.Add(Check("Unseen input", input.Coarse, data.From, Ensembles(fitted, input, input.Coarse, data.From, Seed(2), cancellation)));
        }

        var statements = new FitStatements(data, fitted, training[0], training[^1]).All().ToArray();
        progress?.Invoke(1, "done");
        return new(
            checks.ToImmutable(), Spectra(training), [.. statements.Select(statement => statement.Sentence)], statements.Any(statement => statement.IsMisfit));
    }

    private ulong Seed(ulong use) => new Rng(seed, StreamPurpose.Predictions, use).NextUInt64();

    private Ensemble[] Ensembles(
        GifNetwork fitted, SampledStimulus? input, PopulationSeries<double> coarse, int from, ulong trialSeed, CancellationToken cancellation)
    {
        Ensemble Meso(string label, GifNetwork network)
        {
            var simulator = new MesoGifSimulator(network);
            return Ensemble.Of(
                label, network, study.ReportTrials, from, BinWidth, trial => simulator.Simulate(coarse, trialSeed, trial, cancellation: cancellation).Counts, workers, cancellation);
        }

        var recorded = data.Source is { } source
            ? Ensemble.Of(DataLabel, data.Network, study.ReportTrials, from, BinWidth, trial => source.Simulate(input!, trial), workers, cancellation)
            : Ensemble.Of(DataLabel, data.Network, 1, from, BinWidth, _ => data.Counts, workers, cancellation);
        return data.Source is null
            ? [recorded, Meso(FittedLabel, fitted)]
            : [recorded, Meso(TruthLabel, data.Network), Meso(FittedLabel, fitted)];
    }

    private PredictiveCheck Check(string title, PopulationSeries<double> stimulus, int from, Ensemble[] ensembles) => new()
    {
        Title = title,
        Start = from * stimulus.TimeStep,
        BinWidth = BinWidth,
        Populations = stimulus.Populations,
        Stimulus = IsSilent(stimulus) ? [] : Rows(DisjointBins.Average(stimulus.Slice(from, stimulus.Steps - from), BinWidth)),
        Traces = [.. ensembles.Select(ensemble => ensemble.Summarise())],
        Agreement = [.. ensembles.Skip(1).Select(model => Agreement(ensembles[0], model))],
    };

    private AgreementRow Agreement(Ensemble truth, Ensemble model)
    {
        var perTrial = PerTrialAgreement.Compare(truth.Binned, model.Binned, workers);
        var averaged = TrialAveragedAgreement.Compare(truth.Binned, model.Binned, seed, workers: workers);
        return new(
            model.Label,
            perTrial.Correlation.Across.Mean,
            perTrial.Correlation.Across.Deviation,
            perTrial.Rmse.Across.Mean,
            perTrial.Rmse.Across.Deviation,
            averaged.Correlation.Across.Mean,
            averaged.Correlation.Across.Deviation,
            averaged.Rmse.Across.Mean,
            averaged.Rmse.Across.Deviation);
    }

    private ImmutableArray<SpectrumPanel> Spectra(Ensemble[] ensembles)
    {
        if ((data.Counts.Steps - data.From) * data.Network.TimeStep < 1 || data.Network.TimeStep > LongestSpectrumStep)
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
}
