using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Models.Stimuli;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Prediction;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Sweeps;

/// <summary>
/// The accuracy of inferred dynamics (René 2020, section 2.3 and Figure 4): trials of the true and of a fitted model under the unseen input, as many of
/// each, and as many more of the true model, whose agreement with the first is the best that can be reached.
/// </summary>
internal sealed class DynamicsCheck
{
    private readonly StudyData _data;
    private readonly SampledStimulus _input;
    private readonly int _trials;
    private readonly ulong _seed;
    private readonly Ensemble _truth;

    /// <summary>Simulates the true model.</summary>
    /// <param name="study">Its first test is the unseen input.</param>
    /// <param name="data">Simulated data.</param>
    /// <param name="trials">Trials of each ensemble.</param>
    /// <param name="seed">The job's seed.</param>
    /// <param name="workers">Threads.</param>
    public DynamicsCheck(StudyDescription study, StudyData data, int trials, ulong seed, Workers workers)
    {
        (_data, _trials, _seed) = (data, trials, seed);
        var test = study.Tests[0];
        var duration = data.From * data.Network.TimeStep + test.Duration;
        _input = StudyDataLoader.Sample(data.Network, test.Stimulus, duration, Seed(1));
        // Trial 0 is the data.
        _truth = True(1, workers);
        Ceiling = new ResponseComparison(data.From, seed, workers).Agreement(_truth, True(1 + trials, workers));
    }

    /// <summary>The true model against itself.</summary>
    public AgreementRow Ceiling { get; }

    /// <summary>A fitted model against the true one.</summary>
    public AgreementRow Of(GifNetwork fitted, Workers workers, CancellationToken cancellation)
    {
        var simulator = new MesoGifSimulator(fitted);
        var model = Trials("Fitted model", trial => simulator.Simulate(_input.Coarse, Seed(2), trial, null, cancellation).Counts, workers, cancellation);
        return new ResponseComparison(_data.From, _seed, workers).Agreement(_truth, model);
    }

    private Ensemble True(int first, Workers workers) =>
        Trials("Theory at the true parameters", trial => _data.Source!.Simulate(_input, first + trial), workers, CancellationToken.None);

    private Ensemble Trials(string label, Func<int, Spikes.Recordings.PopulationSeries<int>> simulate, Workers workers, CancellationToken cancellation)
    {
        var width = ResponseComparison.BinWidth(_data.Network.TimeStep);
        return Ensemble.Of(label, _data.Network, _trials, _data.From, width, simulate, workers, cancellation) with { Fine = [] };
    }

    private ulong Seed(ulong use) => new Rng(_seed, StreamPurpose.Predictions, use).NextUInt64();
}
