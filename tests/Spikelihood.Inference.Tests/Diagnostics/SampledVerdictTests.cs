using Spikelihood.Inference.Diagnostics;
using Spikelihood.Inference.Sampling;
using Spikelihood.Inference.Tests.Sampling.Posteriors;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Numerics.Randomness;

namespace Spikelihood.Inference.Tests.Diagnostics;

/// <summary>The verdict on real chains: one posterior in coordinates that NUTS cannot explore and in coordinates that it can.</summary>
public sealed class SampledVerdictTests
{
    [Theory]
    [InlineData(1, 0.8)]
    [InlineData(2, 0.95)]
    public void Centred_eight_schools_are_not_trusted_at_any_target(ulong seed, double target)
    {
        var verdict = Sample("eight_schools_centered", seed, target);
        verdict.Trusted.ShouldBeFalse(verdict.Sentence);
        verdict.Sentence.ShouldStartWith("Do not trust: ");
    }

    [Theory]
    [InlineData(1, 0.95)]
    [InlineData(2, 0.95)]
    public void Noncentred_eight_schools_are_trusted(ulong seed, double target)
    {
        var verdict = Sample("eight_schools_noncentered", seed, target);
        verdict.Trusted.ShouldBeTrue(verdict.Sentence);
    }

    private static PosteriorVerdict Sample(string name, ulong seed, double target)
    {
        var posterior = ReferencePosterior.Named(name);
        var options = new SamplingOptions { TargetAcceptance = target };
        var rng = new Rng(seed, StreamPurpose.Test, 0);
        var starts = new ChainStart[4];
        for (var chain = 0; chain < starts.Length; chain++)
        {
            var start = new double[posterior.Dimension];
            for (var i = 0; i < start.Length; i++)
            {
                start[i] = 4 * rng.NextDouble() - 2;
            }

            starts[chain] = new([.. start]);
        }

        var chains = new ChainRunner(posterior, options, seed, new Workers(1)).Run(starts);
        var natural = chains.Select(chain => chain.Draws.Select(draw => posterior.Natural(draw.Position.AsSpan())).ToArray()).ToArray();
        var summaries = posterior.Parameters
            .Select((parameter, index) => (parameter, ParameterSummary.Of([.. natural.Select(chain => chain.Select(draw => draw[index]).ToArray())])))
            .ToArray();
        return PosteriorVerdict.Of(summaries, [.. chains.Select(chain => ChainFacts.Of(chain.Transitions, options))], options);
    }
}
