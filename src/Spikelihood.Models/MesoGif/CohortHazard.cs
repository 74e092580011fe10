using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Models.MesoGif;

/// <summary>From the exponent of the escape rate to the probability of a spike, for eight cohorts at once (docs/mesogif.md, equations 7 and 8).</summary>
internal static class CohortHazard
{
    /// <summary>Exponents are held below this: e^34 Hz fires with certainty in any step of more than a picosecond, and stays finite.</summary>
    public const double LargestExponent = 34;

    /// <summary>lambda = e^x with the exponent clamped to where everything stays finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Rate(Vector512<double> exponent) =>
        VectorMath.Exp(Vector512.Max(Vector512.Min(exponent, Vector512.Create(LargestExponent)), Vector512.Create(VectorMath.SmallestExponent)));

    /// <summary>The same for two at once, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Rate(ref Vector512<double> exponent0, ref Vector512<double> exponent1)
    {
        exponent0 = Vector512.Max(Vector512.Min(exponent0, Vector512.Create(LargestExponent)), Vector512.Create(VectorMath.SmallestExponent));
        exponent1 = Vector512.Max(Vector512.Min(exponent1, Vector512.Create(LargestExponent)), Vector512.Create(VectorMath.SmallestExponent));
        VectorPairMath.Exp(ref exponent0, ref exponent1);
    }

    /// <summary>A neuron that nothing but the step tells from others: rates and probabilities of a spike by step, from silence.</summary>
    /// <param name="exponent">log lambda by step.</param>
    /// <param name="halfStep">dt / 2, s.</param>
    /// <param name="rate">Receives lambda, Hz.</param>
    /// <param name="fire">Receives P.</param>
    public static void Fill(ReadOnlySpan<double> exponent, double halfStep, Span<double> rate, Span<double> fire)
    {
        var whole = exponent.Length & ~7;
        for (var k = 0; k < whole; k += 8)
        {
            Rate(Vector512.Create(exponent[k..])).CopyTo(rate[k..]);
        }

        for (var k = whole; k < exponent.Length; k++)
        {
            rate[k] = Rate(exponent[k]);
        }

        if (exponent.Length > 0)
        {
            fire[0] = SpikeProbability(halfStep * rate[0]);
        }

        var next = 1;
        for (; next + 8 <= exponent.Length; next += 8)
        {
            var sum = Vector512.Create<double>(rate[next..]) + Vector512.Create<double>(rate[(next - 1)..]);
            VectorMath.OneMinusExpOfMinus(Vector512.Create(halfStep) * sum).CopyTo(fire[next..]);
        }

        for (; next < exponent.Length; next++)
        {
            fire[next] = SpikeProbability(halfStep * (rate[next] + rate[next - 1]));
        }
    }

    /// <summary>The same for one number.</summary>
    public static double Rate(double exponent) => Math.Exp(Math.Max(Math.Min(exponent, LargestExponent), VectorMath.SmallestExponent));

    /// <summary>1 - e^-x for one number, with full relative precision.</summary>
    public static double SpikeProbability(double x)
    {
        if (x > 0.125)
        {
            return 1 - Math.Exp(-x);
        }

        // The Taylor series of (1 - e^-x) / x; the first term left out is below 2^-53.
        var sum = 1.0;
        for (var i = 11; i >= 2; i--)
        {
            sum = 1 - x / i * sum;
        }

        return x * sum;
    }
}
