using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spikelihood.Numerics.Vectors;

/// <summary>Elementary functions on eight doubles at once, without branches for the special values that our inner loops never meet.</summary>
public static class VectorMath
{
    /// <summary>The smallest exponent that <see cref="Exp"/> is exact for; e^-700 is 1e-304.</summary>
    public const double SmallestExponent = -700;

    /// <summary>Below this argument <see cref="OneMinusExpOfMinus"/> is a polynomial.</summary>
    public const double SmallArgument = 0.125;

    /// <summary>e^x to one unit in the last place, for x from <see cref="SmallestExponent"/> to 700; callers clamp.</summary>
    /// <remarks>x = n ln 2 + r; e^r by a degree 11 polynomial through Chebyshev nodes of |r| at most ln 2 / 2 (relative error 4e-18).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        // Adding 1.5 * 2^52 rounds to a whole number, which then stands in the low bits.
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.4426950408889634), Vector512.Create(6755399441055744.0));
        var n = shifted - Vector512.Create(6755399441055744.0);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693147180369123816490), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-1.90821492927058770002e-10), r);
        var square = r * r;

        // Even and odd powers in two chains, to halve the latency.
        var even = Vector512.FusedMultiplyAdd(Vector512.Create(2.763263963904103e-07), square, Vector512.Create(2.4801485482328494e-05));
        var odd = Vector512.FusedMultiplyAdd(Vector512.Create(2.5110037605963777e-08), square, Vector512.Create(2.755724091857897e-06));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.0013888888952314775));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(0.00019841269890047113));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.0416666666664881));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(0.008333333333319601));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.5000000000000019));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(0.1666666666666668));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512<double>.One);
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512<double>.One);
        var power = Vector512.FusedMultiplyAdd(odd, r, even);
        return (power.AsInt64() + Vector512.ShiftLeft(shifted.AsInt64(), 52)).AsDouble();
    }

    /// <summary>1 - e^-x for x from 0 to <see cref="SmallArgument"/>, with full relative precision.</summary>
    /// <remarks>x times a degree 7 polynomial for (1 - e^-x) / x through Chebyshev nodes (relative error 5e-18).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OneMinusExpOfMinusSmall(Vector512<double> x)
    {
        var square = x * x;
        var even = Vector512.FusedMultiplyAdd(Vector512.Create(0.00019814359866226683), square, Vector512.Create(0.008333331677954874));
        var odd = Vector512.FusedMultiplyAdd(Vector512.Create(-2.3463784375394916e-05), square, Vector512.Create(-0.0013888605609956477));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(0.16666666666584581));
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(-0.04166666661408113));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512<double>.One);
        odd = Vector512.FusedMultiplyAdd(odd, square, Vector512.Create(-0.4999999999999951));
        return x * Vector512.FusedMultiplyAdd(odd, x, even);
    }

    /// <summary>1 - e^-x for x of at least 0, with full relative precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OneMinusExpOfMinus(Vector512<double> x)
    {
        var small = OneMinusExpOfMinusSmall(x);
        if (Vector512.LessThanOrEqualAll(x, Vector512.Create(SmallArgument)))
        {
            return small;
        }

        var large = Vector512<double>.One - Exp(Vector512.Max(-x, Vector512.Create(SmallestExponent)));
        return Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Vector512.Create(SmallArgument)), small, large);
    }
}
