using Spikelihood.Numerics.Parallelism;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Studies.Calibration;

/// <summary>The posterior as <c>sample</c> draws it: the starts of a fit, its modes, chains and their weights.</summary>
public static class ChainsSampler
{
    /// <summary>A <see cref="PosteriorSampler"/>.</summary>
    public static CalibrationDraws Sample(StudyDescription study, StudyData data, ulong seed, CancellationToken cancellation)
    {
        var fit = new FitRunner(study, data, seed, Workers.One).Run(null, cancellation);
        var posterior = new SampleRunner(study, data, seed, Workers.One).Run(fit, null, cancellation);
        return new(
            [.. posterior.Draws.Chains.SelectMany(chain => chain.Values)],
            posterior.Record.Problems,
            fit.Starts.Sum(start => start.Evaluations) + posterior.Record.GradientEvaluations);
    }
}
