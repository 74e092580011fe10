using Spikelihood.Models.MesoGif;
using Spikelihood.Models.Networks;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Recordings;

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
        var input = new[] { new double[Steps], new double[Steps] };
        for (var k = 0; k < Steps; k++)
        {
            input[0][k] = 0.25 * Wave(k);
            input[1][k] = 0.1 * Wave(k);
        }

        return new(network, Counts(network), new(network.Names, 0.001, input), Steps / 2, workers);
    }

    /// <summary>The made-up counts.</summary>
    public static PopulationSeries<int> Counts(GifNetwork network)
    {
        var counts = new[] { new int[Steps], new int[Steps] };
        var state = 88172645463325252UL;
        for (var k = 0; k < Steps; k++)
        {
            var wave = Wave(k);
            counts[0][k] = Poisson(2.5 + 2 * wave, ref state);
            counts[1][k] = Poisson(0.9 + 0.5 * wave, ref state);
        }

        return new(network.Names, 0.001, counts);
    }

    private static double Wave(int step) => Math.Sin(2 * Math.PI * 2 * step * 0.001);

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
