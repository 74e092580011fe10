using System.Collections.Immutable;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Comparison;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Prediction;

/// <summary>Holds the responses of models to one input against those of the data: traces, agreement, spectra.</summary>
/// <param name="from">The first compared step.</param>
/// <param name="seed">Of the bootstrap.</param>
/// <param name="workers">Threads.</param>
internal sealed class ResponseComparison(int from, ulong seed, Workers workers)
{
    private const double FinestBin = 0.01;
    /// <summary>Spectra are kept up to here, Hz.</summary>
    public const double LongestSpectrum = 500;

    /// <summary>Spectra are taken over segments of a second, which must hold some steps.</summary>
    public const double LongestSpectrumStep = 0.25;

    /// <summary>The width of the bins in which activities are compared: about 10 ms, whole steps, s.</summary>
    public static double BinWidth(double timeStep) => DisjointBins.WholeSteps(FinestBin, timeStep);

    /// <summary>Compares everybody's responses to one input.</summary>
    /// <param name="title">What the input is called.</param>
    /// <param name="stimulus">The input, burn-in included.</param>
    /// <param name="responses">The trials, burn-in left out.</param>
    public PredictiveCheck Check(string title, PopulationSeries<double> stimulus, Responses responses) => new()
    {
        Title = title,
        Start = from * stimulus.TimeStep,
        BinWidth = BinWidth(stimulus.TimeStep),
        Populations = stimulus.Populations,
        Stimulus = IsSilent(stimulus) ? [] : Rows(DisjointBins.Average(stimulus.Slice(from, stimulus.Steps - from), BinWidth(stimulus.TimeStep))),
        Traces = [.. responses.Shown.Select(ensemble => ensemble.Summarise())],
        Agreement = [.. responses.Compared.Select(model => Agreement(responses.Data, model))],
        Spectra = Spectra([.. responses.Shown]),
    };

    /// <summary>Equations 32 to 35 of René 2020 for two ensembles, over all populations and for each.</summary>
    public AgreementRow Agreement(Ensemble truth, Ensemble model)
    {
        var perTrial = PerTrialAgreement.Compare(truth.Binned, model.Binned, workers);
        var averaged = TrialAveragedAgreement.Compare(truth.Binned, model.Binned, seed, workers: workers);
        AgreementRow Row(string label, Func<MeasureByPopulation, MeasureEstimate> of) => new(
            label,
            of(perTrial.Correlation).Mean, of(perTrial.Correlation).Deviation, of(perTrial.Rmse).Mean, of(perTrial.Rmse).Deviation,
            of(averaged.Correlation).Mean, of(averaged.Correlation).Deviation, of(averaged.Rmse).Mean, of(averaged.Rmse).Deviation);
        return Row(model.Label, measure => measure.Across) with
        {
            PerPopulation = [.. truth.Binned[0].Populations.Select((name, i) => Row(name, measure => measure.PerPopulation[i]))],
        };
    }

    private static ImmutableArray<SpectrumPanel> Spectra(Ensemble[] ensembles)
    {
        if (!HasSpectra(ensembles[0]))
        {
            return [];
        }

        return [.. ensembles[0].Fine[0].Populations.Select((name, population) =>
        {
            var spectra = ensembles.Select(ensemble => (ensemble.Label, Spectrum: ensemble.Spectrum(population))).ToArray();
            var shown = spectra[0].Spectrum.Frequencies.Count(frequency => frequency <= LongestSpectrum);
            return new SpectrumPanel(
                name,
                spectra[0].Spectrum.Frequencies[..shown],
                [.. spectra.Select(pair => new SpectrumCurve(pair.Label, pair.Spectrum.Density[..shown]))]);
        })];
    }

    /// <summary>Whether trials are long and fine enough for a spectrum.</summary>
    public static bool HasSpectra(Ensemble ensemble) => ensemble.Fine[0].Duration >= 1 && ensemble.Fine[0].TimeStep <= LongestSpectrumStep;

    /// <summary>Whether there is no input at all.</summary>
    public static bool IsSilent(PopulationSeries<double> stimulus) =>
        stimulus.Populations.Select((_, population) => stimulus.Of(population).IndexOfAnyExcept(0.0)).All(place => place < 0);

    private static ImmutableArray<ImmutableArray<double>> Rows(PopulationSeries<double> series) =>
        [.. series.Populations.Select((_, population) => series.Of(population).ToArray().ToImmutableArray())];
}
