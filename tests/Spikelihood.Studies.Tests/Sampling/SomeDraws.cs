using System.Collections.Immutable;
using Spikelihood.Inference.Sampling;
using Spikelihood.Numerics.Randomness;
using Spikelihood.Studies.Sampling;

namespace Spikelihood.Studies.Tests.Sampling;

/// <summary>Random draws of parameters whose names are hard on files.</summary>
internal static class SomeDraws
{
    public static ImmutableArray<string> Names { get; } = ["w[E,I]", "w[E_I]", "tau_m[E]", "J_theta[L2/3 e (a)]", "τ", "c"];

    public static ImmutableArray<string> Units { get; } = ["mV", "", "s", "mV*s", "1/s", "Hz"];

    public static PosteriorDraws Of(int chains, int draws) => new(Names, [.. Enumerable.Range(0, chains).Select(chain => Chain(chain, draws))]);

    private static ChainDraws Chain(int chain, int draws)
    {
        var rng = new Rng(5, StreamPurpose.Test, (ulong)chain);
        var values = new double[draws * Names.Length];
        var densities = new double[draws];
        var transitions = new TransitionInfo[draws];
        for (var draw = 0; draw < draws; draw++)
        {
            densities[draw] = -1000 * rng.NextDouble();
            transitions[draw] = new(rng.NextDouble(), 0.1 + rng.NextDouble(), rng.NextInt(11), rng.NextInt(1024), rng.NextInt(3) == 0, 1000 * rng.NextDouble());
            for (var parameter = 0; parameter < Names.Length; parameter++)
            {
                values[draw * Names.Length + parameter] = Math.Pow(10, 20 * rng.NextDouble() - 10) * rng.NextNormal();
            }
        }

        (values[0], values[1], values[2], values[3]) = (-0.0, double.NaN, double.NegativeInfinity, double.Epsilon);
        return new([.. values], [.. densities], [.. transitions]);
    }

    public static void ShouldBeTheSame(PosteriorDraws actual, PosteriorDraws expected)
    {
        actual.Names.ShouldBe(expected.Names);
        actual.Chains.Length.ShouldBe(expected.Chains.Length);
        for (var chain = 0; chain < expected.Chains.Length; chain++)
        {
            Bits(actual.Chains[chain].Values).ShouldBe(Bits(expected.Chains[chain].Values));
            Bits(actual.Chains[chain].LogDensities).ShouldBe(Bits(expected.Chains[chain].LogDensities));
            actual.Chains[chain].Transitions.ShouldBe(expected.Chains[chain].Transitions);
        }
    }

    private static long[] Bits(ImmutableArray<double> values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];
}
