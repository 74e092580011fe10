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
