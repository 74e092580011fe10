using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Spikelihood.Numerics.Vectors;

/// <summary>Sums across the lanes of a vector.</summary>
public static class Lanes
{
    /// <summary>Lane i becomes the sum of lanes 0 to i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> PrefixSum(Vector512<double> value)
    {
        if (Avx512F.IsSupported)
        {
            var zero = Vector512<double>.Zero;
            value += Avx512F.AlignRight64(value.AsInt64(), zero.AsInt64(), 7).AsDouble();
            value += Avx512F.AlignRight64(value.AsInt64(), zero.AsInt64(), 6).AsDouble();
            return value + Avx512F.AlignRight64(value.AsInt64(), zero.AsInt64(), 4).AsDouble();
        }

        var lower = PrefixSum(value.GetLower());
        var upper = PrefixSum(value.GetUpper()) + Vector256.Create(lower.GetElement(3));
        return Vector512.Create(lower, upper);
    }

    /// <summary>Lane i becomes the sum of lanes i to 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> SuffixSum(Vector512<double> value)
    {
        if (Avx512F.IsSupported)
        {
            var zero = Vector512<double>.Zero;
            value += Avx512F.AlignRight64(zero.AsInt64(), value.AsInt64(), 1).AsDouble();
            value += Avx512F.AlignRight64(zero.AsInt64(), value.AsInt64(), 2).AsDouble();
            return value + Avx512F.AlignRight64(zero.AsInt64(), value.AsInt64(), 4).AsDouble();
        }

        var upper = SuffixSum(value.GetUpper());
        var lower = SuffixSum(value.GetLower()) + Vector256.Create(upper.GetElement(0));
        return Vector512.Create(lower, upper);
    }

    /// <summary>The four sums over lanes of four vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Sums(Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d)
    {
        if (Avx512F.IsSupported)
        {
            // Pairs, then halves, then quarters: each addition works on whole vectors of sums to come.
            var ab8 = Avx512F.UnpackLow(a, b) + Avx512F.UnpackHigh(a, b);
            var cd8 = Avx512F.UnpackLow(c, d) + Avx512F.UnpackHigh(c, d);
            var half = Avx512F.Shuffle4x128(ab8, cd8, 0x44) + Avx512F.Shuffle4x128(ab8, cd8, 0xEE);
            return Avx512F.Shuffle4x128(half, half, 0x88).GetLower() + Avx512F.Shuffle4x128(half, half, 0xDD).GetLower();
        }

        var a4 = a.GetLower() + a.GetUpper();
        var b4 = b.GetLower() + b.GetUpper();
        var c4 = c.GetLower() + c.GetUpper();
        var d4 = d.GetLower() + d.GetUpper();
        if (Avx2.IsSupported)
        {
            var ab = Avx.UnpackLow(a4, b4) + Avx.UnpackHigh(a4, b4);
            var cd = Avx.UnpackLow(c4, d4) + Avx.UnpackHigh(c4, d4);
            return Avx.Permute2x128(ab, cd, 0x20) + Avx.Permute2x128(ab, cd, 0x31);
        }

        return Vector256.Create(Vector256.Sum(a4), Vector256.Sum(b4), Vector256.Sum(c4), Vector256.Sum(d4));
    }

    /// <summary>The last lane in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Last(Vector512<double> value) =>
        Avx512F.IsSupported ? Avx512F.PermuteVar8x64(value, Vector512.Create(7L)) : Vector512.Create(value.GetElement(7));

    private static Vector256<double> PrefixSum(Vector256<double> value)
    {
        value += Vector256.Shuffle(value, Vector256.Create(4L, 0, 1, 2));
        return value + Vector256.Shuffle(value, Vector256.Create(4L, 4, 0, 1));
    }

    private static Vector256<double> SuffixSum(Vector256<double> value)
    {
        value += Vector256.Shuffle(value, Vector256.Create(1L, 2, 3, 4));
        return value + Vector256.Shuffle(value, Vector256.Create(2L, 3, 4, 4));
    }
}
