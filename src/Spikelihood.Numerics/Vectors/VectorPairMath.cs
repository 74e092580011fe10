using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spikelihood.Numerics.Vectors;

/// <summary>
/// <see cref="VectorMath"/>'s functions on two vectors at once, to the same last bit. Each function is one long chain of operations; the compiler keeps their
/// order, and a processor looks ahead no further than about one of them: written in turn, the two chains fill each other's gaps.
/// </summary>
public static class VectorPairMath
{
    /// <summary>Replaces both by <see cref="VectorMath.Exp"/> of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Exp(ref Vector512<double> x0, ref Vector512<double> x1)
    {
        var (scale, round) = (Vector512.Create(1.4426950408889634), Vector512.Create(6755399441055744.0));
        var shifted0 = Vector512.FusedMultiplyAdd(x0, scale, round);
        var shifted1 = Vector512.FusedMultiplyAdd(x1, scale, round);
        var n0 = shifted0 - round;
        var n1 = shifted1 - round;
        var r0 = Vector512.FusedMultiplyAdd(n0, Vector512.Create(-0.693147180369123816490), x0);
        var r1 = Vector512.FusedMultiplyAdd(n1, Vector512.Create(-0.693147180369123816490), x1);
        r0 = Vector512.FusedMultiplyAdd(n0, Vector512.Create(-1.90821492927058770002e-10), r0);
        r1 = Vector512.FusedMultiplyAdd(n1, Vector512.Create(-1.90821492927058770002e-10), r1);
        var square0 = r0 * r0;
        var square1 = r1 * r1;
        var even0 = Vector512.FusedMultiplyAdd(Vector512.Create(2.763263963904103e-07), square0, Vector512.Create(2.4801485482328494e-05));
        var even1 = Vector512.FusedMultiplyAdd(Vector512.Create(2.763263963904103e-07), square1, Vector512.Create(2.4801485482328494e-05));
        var odd0 = Vector512.FusedMultiplyAdd(Vector512.Create(2.5110037605963777e-08), square0, Vector512.Create(2.755724091857897e-06));
        var odd1 = Vector512.FusedMultiplyAdd(Vector512.Create(2.5110037605963777e-08), square1, Vector512.Create(2.755724091857897e-06));
        even0 = Vector512.FusedMultiplyAdd(even0, square0, Vector512.Create(0.0013888888952314775));
        even1 = Vector512.FusedMultiplyAdd(even1, square1, Vector512.Create(0.0013888888952314775));
        odd0 = Vector512.FusedMultiplyAdd(odd0, square0, Vector512.Create(0.00019841269890047113));
        odd1 = Vector512.FusedMultiplyAdd(odd1, square1, Vector512.Create(0.00019841269890047113));
        even0 = Vector512.FusedMultiplyAdd(even0, square0, Vector512.Create(0.0416666666664881));
        even1 = Vector512.FusedMultiplyAdd(even1, square1, Vector512.Create(0.0416666666664881));
        odd0 = Vector512.FusedMultiplyAdd(odd0, square0, Vector512.Create(0.008333333333319601));
        odd1 = Vector512.FusedMultiplyAdd(odd1, square1, Vector512.Create(0.008333333333319601));
        even0 = Vector512.FusedMultiplyAdd(even0, square0, Vector512.Create(0.5000000000000019));
        even1 = Vector512.FusedMultiplyAdd(even1, square1, Vector512.Create(0.5000000000000019));
        odd0 = Vector512.FusedMultiplyAdd(odd0, square0, Vector512.Create(0.1666666666666668));
        odd1 = Vector512.FusedMultiplyAdd(odd1, square1, Vector512.Create(0.1666666666666668));
        even0 = Vector512.FusedMultiplyAdd(even0, square0, Vector512<double>.One);
        even1 = Vector512.FusedMultiplyAdd(even1, square1, Vector512<double>.One);
        odd0 = Vector512.FusedMultiplyAdd(odd0, square0, Vector512<double>.One);
        odd1 = Vector512.FusedMultiplyAdd(odd1, square1, Vector512<double>.One);
        x0 = (Vector512.FusedMultiplyAdd(odd0, r0, even0).AsInt64() + Vector512.ShiftLeft(shifted0.AsInt64(), 52)).AsDouble();
        x1 = (Vector512.FusedMultiplyAdd(odd1, r1, even1).AsInt64() + Vector512.ShiftLeft(shifted1.AsInt64(), 52)).AsDouble();
    }

    /// <summary>Replaces both by <see cref="VectorMath.OneMinusExpOfMinus"/> of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OneMinusExpOfMinus(ref Vector512<double> x0, ref Vector512<double> x1)
    {
        // Of not-a-number the native maximum may be either, and both ways hand it on.
        if (Vector512.LessThanOrEqualAll(Vector512.MaxNative(x0, x1), Vector512.Create(VectorMath.SmallArgument)))
        {
            OneMinusExpOfMinusSmall(ref x0, ref x1);
        }
        else
        {
            x0 = VectorMath.OneMinusExpOfMinus(x0);
            x1 = VectorMath.OneMinusExpOfMinus(x1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OneMinusExpOfMinusSmall(ref Vector512<double> x0, ref Vector512<double> x1)
    {
        var square0 = x0 * x0;
        var square1 = x1 * x1;
        var even0 = Vector512.FusedMultiplyAdd(Vector512.Create(0.00019814359866226683), square0, Vector512.Create(0.008333331677954874));
        var even1 = Vector512.FusedMultiplyAdd(Vector512.Create(0.00019814359866226683), square1, Vector512.Create(0.008333331677954874));
        var odd0 = Vector512.FusedMultiplyAdd(Vector512.Create(-2.3463784375394916e-05), square0, Vector512.Create(-0.0013888605609956477));
        var odd1 = Vector512.FusedMultiplyAdd(Vector512.Create(-2.3463784375394916e-05), square1, Vector512.Create(-0.0013888605609956477));
        even0 = Vector512.FusedMultiplyAdd(even0, square0, Vector512.Create(0.16666666666584581));
        even1 = Vector512.FusedMultiplyAdd(even1, square1, Vector512.Create(0.16666666666584581));
        odd0 = Vector512.FusedMultiplyAdd(odd0, square0, Vector512.Create(-0.04166666661408113));
        odd1 = Vector512.FusedMultiplyAdd(odd1, square1, Vector512.Create(-0.04166666661408113));
        even0 = Vector512.FusedMultiplyAdd(even0, square0, Vector512<double>.One);
        even1 = Vector512.FusedMultiplyAdd(even1, square1, Vector512<double>.One);
        odd0 = Vector512.FusedMultiplyAdd(odd0, square0, Vector512.Create(-0.4999999999999951));
        odd1 = Vector512.FusedMultiplyAdd(odd1, square1, Vector512.Create(-0.4999999999999951));
        x0 *= Vector512.FusedMultiplyAdd(odd0, x0, even0);
        x1 *= Vector512.FusedMultiplyAdd(odd1, x1, even1);
    }
}
