using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Spikelihood.Inference.Calibration;
using Spikelihood.Models.Gif;
using Spikelihood.Models.MesoGif;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Studies.Binding;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Calibration;

/// <summary>
/// Draws true values from the prior, simulates their data, samples the posteriors, and ranks the truths. What a data set gives depends on the
/// study, the seed and its number alone.
/// </summary>
/// <param name="study">A study of simulated data.</param>
/// <param name="frame">Its data at the model's own values: input, burn-in and age bins of all data sets.</param>
/// <param name="sampler">What is calibrated.</param>
/// <param name="seed">The job's seed.</param>
/// <param name="workers">Threads; data sets run side by side, each on one.</param>
internal sealed class CalibrationRunner(StudyDescription study, StudyData frame, PosteriorSampler sampler, ulong seed, Workers workers)
{
    /// <summary>Draws that are ranked, L: with 200 possible ranks all usual regions are whole numbers of ranks.</summary>
    public const int RankedDraws = 199;

    private readonly MesoGifProblem _own = new(study, frame);
    private readonly string _deciding = Deciding(study, seed);

    /// <summary>Calibrates on the data sets that the log does not hold, and adds them to it.</summary>
    /// <param name="dataSets">How many.</param>
    /// <param name="log">Finished ones.</param>
    /// <param name="progress">Told of the finished fraction.</param>
    /// <param name="cancellation">Stops; finished data sets are in the log.</param>
    /// <returns>All data sets in their order.</returns>
    public ImmutableArray<CalibrationRow> Run(int dataSets, RowLog<CalibrationRow> log, Action<double>? progress, CancellationToken cancellation)
    {
        var rows = new CalibrationRow[dataSets];
        var done = 0;
        workers.Run(
            dataSets,
            (index, _) =>
            {
                var key = Key(index);
                rows[index] = log.Find(key) ?? Calibrate(index, key, log, cancellation);
                progress?.Invoke(Interlocked.Increment(ref done) / (double)dataSets);
            },
            cancellation);
        return [.. rows];
    }

    private CalibrationRow Calibrate(int index, string key, RowLog<CalibrationRow> log, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var rng = new Rng(seed, StreamPurpose.Calibration, (ulong)index);
        var truth = new double[_own.Inferred.Length];
        _own.Parameters.SamplePrior(ref rng, truth);
        var (dataSeed, samplerSeed) = (rng.NextUInt64(), rng.NextUInt64());
        // The sampler is told neither the truth nor where the data come from.
        var data = frame with { Counts = Simulate(truth, dataSeed), Source = null };
        CalibrationDraws draws;
        try
        {
            draws = sampler(study, data, samplerSeed, cancellation);
        }
        catch (FitFailedException failure)
        {
            draws = new([], [failure.Message], 0);
        }

        cancellation.ThrowIfCancellationRequested();
        var row = Row(index, key, [.. truth], data, draws, ref rng) with { Seconds = clock.Elapsed.TotalSeconds };
        log.Add(row);
        return row;
    }

    private CalibrationRow Row(int index, string key, ImmutableArray<double> truth, StudyData data, CalibrationDraws draws, ref Rng rng)
    {
        var row = new CalibrationRow
        {
            Key = key,
            Index = index,
            Truth = truth,
            Rates = MeanState.Of(data.Counts, data.Stimulus, [.. data.Network.Populations.Select(population => population.Size)], data.From).Activity,
            Ranks = [],
            JointRanks = [],
            Means = [],
            Deviations = [],
            Problems = draws.Problems,
            GradientEvaluations = draws.GradientEvaluations,
            Seconds = 0,
        };
        if (draws.Values.IsEmpty)
        {
            return row;
        }

        var total = draws.Values.Length / truth.Length;
        if (total < RankedDraws)
        {
            throw new InputException(string.Create(CultureInfo.InvariantCulture,
                $"{study.Name}: the posterior of data set {index} has {total} draws, and {RankedDraws} are ranked; give more sample.chains or sample.draws."));
        }

        double[] thinned = [.. TruthRank.Thinned(total, RankedDraws).SelectMany(draw => draws.Values.AsSpan(draw * truth.Length, truth.Length).ToArray())];
        var (parameters, joint, means, deviations) = new CalibrationRanks(new(study, data), truth).Of(thinned, ref rng);
        return row with { Ranks = parameters, JointRanks = joint, Means = means, Deviations = deviations };
    }

    private PopulationSeries<int> Simulate(double[] truth, ulong dataSeed)
    {
        var network = _own.Network(truth);
        var input = frame.Source!.Input;
        return frame.Source.Microscopic
            ? new GifSimulator(network, dataSeed, workers: Workers.One).Simulate(input, dataSeed).Counts
            : new MesoGifSimulator(network).Simulate(input.Coarse, dataSeed).Counts;
    }

    private string Key(int index)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{_deciding}data set {index}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }

    private static string Deciding(StudyDescription study, ulong seed)
    {
        var deciding = study with { Fit = study.Fit with { Threads = null, Seed = seed }, Tests = [], Scaling = null, Sweep = null, ReportTrials = 2 };
        return $"{FitFingerprint.Program()}\n{StudyFile.ToYaml(deciding)}{RankedDraws} ranked draws\n";
    }
}
