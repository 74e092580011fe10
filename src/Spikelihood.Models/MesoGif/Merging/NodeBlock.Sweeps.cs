using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Models.MesoGif.Merging;

// Upper nodes are vector 0, lower nodes vector 1. A node's mass is a constant, of which its births take their portions when they leave, times the
// survival since the merge. Not inlined, for the reason given in CohortBlock.OneAbreast.
internal sealed partial class NodeBlock
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Advance<TPath>(
        MergedKernels kernels, LaneTable loss, ReadOnlySpan<double> logFree, ReadOnlySpan<double> older, int origin, Span<double> sums, int from, int to)
        where TPath : struct, ICohortPath
    {
        ref var decay = ref kernels.Decay.At(0);
        ref var threshold = ref TPath.Adapts ? ref kernels.Threshold.At(0) : ref decay;
        ref var recall = ref TPath.Adapts ? ref kernels.Recall.At(0) : ref decay;
        ref var lost = ref TPath.Adapts ? ref loss.At(1) : ref decay;
        ref var record = ref MemoryMarshal.GetReference(TPath.Records ? _history.Take(RecordLength * (_last - FirstRow + 1)) : []);
        ref var free = ref MemoryMarshal.GetReference(logFree);
        ref var total = ref MemoryMarshal.GetReference(sums);
        ref var past = ref MemoryMarshal.GetReference(older);
        ref var c = ref MemoryMarshal.GetReference(_coordinates.Take(16 * GroupLayout.Coordinates));
        var halfStep = Vector512.Create(HalfStep);
        var mass0 = Vector512.LoadUnsafe(ref _mass[0]);
        var mass1 = Vector512.LoadUnsafe(ref _mass[8]);
        var s0 = Vector512.LoadUnsafe(ref _survival[0]);
        var s1 = Vector512.LoadUnsafe(ref _survival[8]);
        var v0 = Vector512.LoadUnsafe(ref _variance[0]);
        var v1 = Vector512.LoadUnsafe(ref _variance[8]);
        var previous0 = Vector512.LoadUnsafe(ref _previousRate[0]);
        var previous1 = Vector512.LoadUnsafe(ref _previousRate[8]);
        var half = (nuint)(4 * plan.Births);
        var one = Vector512<double>.One;
        for (var row = from; row < to; row++)
        {
            var k = _first + row;
            var at = (nuint)(8 * row);
            var left = Vector512.LoadUnsafe(ref decay, at);
            Vector512<double> exponent0, exponent1;
            if (TPath.Adapts)
            {
                var level = Vector512.Create(Unsafe.Add(ref free, k) - Unsafe.Add(ref past, k - origin)) - Vector512.LoadUnsafe(ref lost, at - 8);
                exponent0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref c, 16 * GroupLayout.Reset), left, level);
                exponent1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref c, 16 * GroupLayout.Reset + 8), left, level);
                for (var q = 0; q < 3; q++)
                {
                    var age = Vector512.LoadUnsafe(ref threshold, at - (nuint)q * half);
                    var spike = Vector512.LoadUnsafe(ref recall, at - (nuint)q * half);
                    var place = (nuint)(16 * q);
                    exponent0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref c, place), age, exponent0);
                    exponent1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref c, place + 8), age, exponent1);
                    exponent0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref c, place + 48), spike, exponent0);
                    exponent1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref c, place + 56), spike, exponent1);
                }
            }
            else
            {
                var level = Vector512.Create(Unsafe.Add(ref free, k));
                exponent0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref c, 16 * GroupLayout.Reset), left, level);
                exponent1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref c, 16 * GroupLayout.Reset + 8), left, level);
            }

            var rate0 = CohortHazard.Rate(exponent0);
            var rate1 = CohortHazard.Rate(exponent1);
            var hazard0 = halfStep * (rate0 + previous0);
            var hazard1 = halfStep * (rate1 + previous1);
            previous0 = rate0;
            previous1 = rate1;
            Vector512<double> fire0, fire1;
            if (Vector512.LessThanOrEqualAll(Vector512.Max(hazard0, hazard1), Vector512.Create(VectorMath.SmallArgument)))
            {
                fire0 = VectorMath.OneMinusExpOfMinusSmall(hazard0);
                fire1 = VectorMath.OneMinusExpOfMinusSmall(hazard1);
            }
            else
            {
                fire0 = VectorMath.OneMinusExpOfMinus(hazard0);
                fire1 = VectorMath.OneMinusExpOfMinus(hazard1);
            }

            if (TPath.Records)
            {
                var place = (nuint)(RecordLength * (row - FirstRow));
                rate0.StoreUnsafe(ref record, place);
                rate1.StoreUnsafe(ref record, place + 8);
                fire0.StoreUnsafe(ref record, place + 16);
                fire1.StoreUnsafe(ref record, place + 24);
                s0.StoreUnsafe(ref record, place + 32);
                s1.StoreUnsafe(ref record, place + 40);
                v0.StoreUnsafe(ref record, place + 48);
                v1.StoreUnsafe(ref record, place + 56);
            }

            var m0 = mass0 * s0;
            var m1 = mass1 * s1;
            var fired0 = fire0 * m0;
            var fired1 = fire1 * m1;
            if (!TPath.Records)
            {
                var step = Lanes.Sums(fired0 + fired1, m0 + m1, Vector512.FusedMultiplyAdd(fire0, v0, fire1 * v1), v0 + v1);
                (step + Vector256.LoadUnsafe(ref total, (nuint)(4 * k))).StoreUnsafe(ref total, (nuint)(4 * k));
            }

            var stay0 = one - fire0;
            var stay1 = one - fire1;
            v0 = Vector512.FusedMultiplyAdd(stay0 * stay0, v0, fired0);
            v1 = Vector512.FusedMultiplyAdd(stay1 * stay1, v1, fired1);
            s0 *= stay0;
            s1 *= stay1;
        }

        s0.StoreUnsafe(ref _survival[0]);
        s1.StoreUnsafe(ref _survival[8]);
        v0.StoreUnsafe(ref _variance[0]);
        v1.StoreUnsafe(ref _variance[8]);
        previous0.StoreUnsafe(ref _previousRate[0]);
        previous1.StoreUnsafe(ref _previousRate[8]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Retreat<TPath>(ReadOnlySpan<double> sumsAdjoint, Span<double> exponentAdjoint, LaneTable exponents, int from, int until)
        where TPath : struct, ICohortPath
    {
        ref var record = ref MemoryMarshal.GetReference(_history.Take(RecordLength * (_last - FirstRow + 1)));
        ref var weights = ref MemoryMarshal.GetReference(sumsAdjoint);
        ref var total = ref MemoryMarshal.GetReference(exponentAdjoint);
        ref var groups = ref TPath.Adapts ? ref exponents.At(0) : ref total;
        var halfStep = Vector512.Create(HalfStep);
        var mass0 = Vector512.LoadUnsafe(ref _mass[0]);
        var mass1 = Vector512.LoadUnsafe(ref _mass[8]);
        var massAdjoint0 = Vector512.LoadUnsafe(ref _massAdjoint[0]);
        var massAdjoint1 = Vector512.LoadUnsafe(ref _massAdjoint[8]);
        var sa0 = Vector512.LoadUnsafe(ref _survivalAdjoint[0]);
        var sa1 = Vector512.LoadUnsafe(ref _survivalAdjoint[8]);
        var va0 = Vector512.LoadUnsafe(ref _varianceAdjoint[0]);
        var va1 = Vector512.LoadUnsafe(ref _varianceAdjoint[8]);
        var next0 = Vector512.LoadUnsafe(ref _nextHazardAdjoint[0]);
        var next1 = Vector512.LoadUnsafe(ref _nextHazardAdjoint[8]);
        var one = Vector512<double>.One;
        for (var row = from; row >= until; row--)
        {
            var k = _first + row;
            var place = (nuint)(RecordLength * (row - FirstRow));
            var w = Vector512.Create(Unsafe.Add(ref weights, 4 * k));
            var x = Vector512.Create(Unsafe.Add(ref weights, 4 * k + 1));
            var y = Vector512.Create(Unsafe.Add(ref weights, 4 * k + 2));
            var z = Vector512.Create(Unsafe.Add(ref weights, 4 * k + 3));
            var fire0 = Vector512.LoadUnsafe(ref record, place + 16);
            var fire1 = Vector512.LoadUnsafe(ref record, place + 24);
            var stay0 = one - fire0;
            var stay1 = one - fire1;
            var s0 = Vector512.LoadUnsafe(ref record, place + 32);
            var s1 = Vector512.LoadUnsafe(ref record, place + 40);
            var v0 = Vector512.LoadUnsafe(ref record, place + 48);
            var v1 = Vector512.LoadUnsafe(ref record, place + 56);

            // As in CohortBlock, with m = mass s.
            var stayVa0 = stay0 * va0;
            var stayVa1 = stay1 * va1;
            var hazard0 = stay0 * (s0 * (mass0 * (w + va0) - sa0) + v0 * (y - stayVa0 - stayVa0));
            var hazard1 = stay1 * (s1 * (mass1 * (w + va1) - sa1) + v1 * (y - stayVa1 - stayVa1));
            var perMass0 = Vector512.FusedMultiplyAdd(fire0, w + va0, x);
            var perMass1 = Vector512.FusedMultiplyAdd(fire1, w + va1, x);
            massAdjoint0 = Vector512.FusedMultiplyAdd(s0, perMass0, massAdjoint0);
            massAdjoint1 = Vector512.FusedMultiplyAdd(s1, perMass1, massAdjoint1);
            sa0 = Vector512.FusedMultiplyAdd(stay0, sa0, mass0 * perMass0);
            sa1 = Vector512.FusedMultiplyAdd(stay1, sa1, mass1 * perMass1);
            va0 = Vector512.FusedMultiplyAdd(stay0, stayVa0, Vector512.FusedMultiplyAdd(fire0, y, z));
            va1 = Vector512.FusedMultiplyAdd(stay1, stayVa1, Vector512.FusedMultiplyAdd(fire1, y, z));
            var exponent0 = Vector512.LoadUnsafe(ref record, place) * halfStep * (hazard0 + next0);
            var exponent1 = Vector512.LoadUnsafe(ref record, place + 8) * halfStep * (hazard1 + next1);
            next0 = hazard0;
            next1 = hazard1;
            exponent0.StoreUnsafe(ref record, place);
            exponent1.StoreUnsafe(ref record, place + 8);
            var both = exponent0 + exponent1;
            Unsafe.Add(ref total, k) += Vector512.Sum(both);
            if (TPath.Adapts)
            {
                both.StoreUnsafe(ref groups, (nuint)(8 * row));
            }
        }

        massAdjoint0.StoreUnsafe(ref _massAdjoint[0]);
        massAdjoint1.StoreUnsafe(ref _massAdjoint[8]);
        sa0.StoreUnsafe(ref _survivalAdjoint[0]);
        sa1.StoreUnsafe(ref _survivalAdjoint[8]);
        va0.StoreUnsafe(ref _varianceAdjoint[0]);
        va1.StoreUnsafe(ref _varianceAdjoint[8]);
        next0.StoreUnsafe(ref _nextHazardAdjoint[0]);
        next1.StoreUnsafe(ref _nextHazardAdjoint[8]);
    }
}
