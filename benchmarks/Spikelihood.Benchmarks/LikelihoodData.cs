using Spikelihood.Models.MesoGif;
using Spikelihood.Numerics.Parallelism;

namespace Spikelihood.Benchmarks;

/// <summary>
/// What the likelihood is timed on: Table 7's two populations, 1000 age bins, 10,000 steps of 1 ms of which the second half is scored, and made-up
/// counts of a sinusoidal rate. <c>benchmarks/baseline/recursion.c</c> makes the same data, so both print the same log-likelihood.
/// </summary>
public static class LikelihoodData
{
    /// <summary>Steps of 1 ms.</summary>
    public const int Steps = 10_000;

    /// <summary>K.</summary>
    public const int AgeBins = 1000;

    /// <summary>The likelihood of the made-up counts.</summary>
    public static MesoGifLikelihood Bind(Workers workers)
    {
        var network = Networks.Table7 with { AgeBins = [AgeBins, AgeBins] };
        var (counts, input) = (new[] { new int[Steps], new int[Steps] }, new[] { new double[Steps], new double[Steps] });
        var state = 88172645463325252UL;
        for (var k = 0; k < Steps; k++)
        {
            var wave = Math.Sin(2 * Math.PI * 2 * k * 0.001);
            input[0][k] = 0.25 * wave;
            input[1][k] = 0.1 * wave;
            counts[0][k] = Poisson(2.5 + 2 * wave, ref state);
            counts[1][k] = Poisson(0.9 + 0.5 * wave, ref state);
        }

        return new(network, new(network.Names, 0.001, counts), new(network.Names, 0.001, input), Steps / 2, workers);
    }

    /// <summary>Knuth's method on Marsaglia's 64-bit xorshift: simple enough to be written twice.</summary>
    private static int Poisson(double mean, ref ulong state)
    {
        var (floor, product, count) = (Math.Exp(-mean), Uniform(ref state), 0);
        while (product > floor && count < 60)
        {
            product *= Uniform(ref state);
            count++;
        }

        return count;
    }

    private static double Uniform(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (state >> 11) * (1.0 / (1UL << 53));
    }
}
