using System.Collections.Immutable;
using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Spikes.Comparison;
using Spikelihood.Studies.Data;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Prediction;

/// <summary>The data against the fitted model's prediction of every scored step, population by population.</summary>
internal static class OneStepTests
{
    /// <summary>The tests, in the order of the populations.</summary>
    /// <param name="data">The data.</param>
    /// <param name="fitted">The model at the fitted parameters.</param>
    /// <param name="seed">Of the residuals; population i uses the stream (seed, Residuals, i).</param>
    public static ImmutableArray<OneStepTest> Of(StudyData data, GifNetwork fitted, ulong seed)
    {
        var likelihood = new MesoGifLikelihood(fitted, data.Counts, data.Stimulus, data.From, Workers.One);
        var expected = likelihood.Expected(likelihood.Layout.Read(fitted));
        return [.. fitted.Populations.Select((population, i) => OneStepTest.Of(
            data.Counts.Of(i)[data.From..], expected[i].AsSpan(data.From), population.Size, new Rng(seed, StreamPurpose.Residuals, (ulong)i)))];
    }

    /// <summary>As <c>predictive.json</c> keeps it.</summary>
    public static ResidualRecord Record(string population, OneStepTest test) => new()
    {
        Population = population,
        Steps = test.Steps,
        Ks = test.Uniformity.Statistic,
        KsP = test.Uniformity.PValue,
        LjungBox = test.Independence.Statistic,
        LjungBoxP = test.Independence.PValue,
        Autocorrelation = test.Autocorrelation,
        Ratio = test.Ratio,
        RatioError = test.RatioError,
        RatioP = test.RatioP,
        Dispersion = test.Dispersion,
        Memory = test.Memory,
        Misfit = test.IsMisfit,
        Distribution = test.Distribution,
    };
}
