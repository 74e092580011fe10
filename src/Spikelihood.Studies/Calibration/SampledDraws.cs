using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Studies.Calibration;

/// <summary>What <c>sample</c> does to a study, as the sampler of a calibration: starts, optima, chains, weights.</summary>
public static class SampledDraws
{
    /// <summary>A <see cref="PosteriorSampler"/>.</summary>
    public static CalibrationDraws Of(StudyDescription study, StudyData data, ulong seed, CancellationToken cancellation)
    {
        var fit = new FitRunner(study, data, seed, Workers.One).Run(null, cancellation);
        cancellation.ThrowIfCancellationRequested();
        var posterior = new SampleRunner(study, data, seed, Workers.One).Run(fit, null, cancellation);
        return new(
            [.. posterior.Draws.Chains.SelectMany(chain => chain.Values)],
            posterior.Record.Problems,
            fit.Starts.Sum(start => start.Evaluations) + posterior.Record.GradientEvaluations);
    }
}
