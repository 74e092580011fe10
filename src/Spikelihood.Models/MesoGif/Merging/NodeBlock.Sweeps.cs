using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Models.MesoGif.Merging;

// Upper nodes are vector 0, lower nodes vector 1. A node's m is its mass times s, the survival since the merge, and its v is its variance at the
// merge times s^2 plus its mass times o, the variance that a unit of mass has got since; births take their portions of mass and variance along when they leave. Not inlined, for the reason given in CohortBlock.OneAbreast.
internal sealed partial class NodeBlock
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Advance<TPath, TPhase>(
        MergedKernels kernels, LaneTable loss, ReadOnlySpan<double> logFree, ReadOnlySpan<double> older, int origin, Span<double> sums, int from, int to)
        where TPath : struct, ICohortPath
        where TPhase : struct, INodePhase
    {
        ref var decay = ref kernels.Decay.At(0);
        ref var threshold = ref TPath.Adapts ? ref kernels.Threshold.At(0) : ref decay;
        ref var recall = ref TPath.Adapts ? ref kernels.Recall.At(0) : ref decay;
        ref var lost = ref TPath.Adapts ? ref loss.At(1) : ref decay;
        ref var record = ref History();
        ref var free = ref MemoryMarshal.GetReference(logFree);
        ref var total = ref MemoryMarshal.GetReference(sums);
        ref var past = ref MemoryMarshal.GetReference(older);
        ref var c = ref Coordinates();
        ref var portion = ref TPhase.Leaves ? ref Portion() : ref c;
        ref var state = ref TPhase.Leaves ? ref LeavingState() : ref c;
        var halfStep = Vector512.Create(HalfStep);
        var mass0 = Vector512.LoadUnsafe(ref _mass[0]);
        var mass1 = Vector512.LoadUnsafe(ref _mass[8]);
        var s0 = Vector512.LoadUnsafe(ref _survival[0]);
        var s1 = Vector512.LoadUnsafe(ref _survival[8]);
        var variance0 = Vector512.LoadUnsafe(ref _variance[0]);
        var variance1 = Vector512.LoadUnsafe(ref _variance[8]);
        var o0 = Vector512.LoadUnsafe(ref _gained[0]);
        var o1 = Vector512.LoadUnsafe(ref _gained[8]);
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

            CohortHazard.Rate(ref exponent0, ref exponent1);
            var (rate0, rate1) = (exponent0, exponent1);
            var fire0 = halfStep * (rate0 + previous0);
            var fire1 = halfStep * (rate1 + previous1);
            previous0 = rate0;
            previous1 = rate1;
            VectorPairMath.OneMinusExpOfMinus(ref fire0, ref fire1);

            if (TPath.Records)
            {
                var place = (nuint)(RecordLength * (row - FirstRow));
                rate0.StoreUnsafe(ref record, place);
                rate1.StoreUnsafe(ref record, place + 8);
                fire0.StoreUnsafe(ref record, place + 16);
                fire1.StoreUnsafe(ref record, place + 24);
                s0.StoreUnsafe(ref record, place + 32);
                s1.StoreUnsafe(ref record, place + 40);
                o0.StoreUnsafe(ref record, place + 48);
                o1.StoreUnsafe(ref record, place + 56);
            }

            if (!TPath.Records)
            {
                var m0 = mass0 * s0;
                var m1 = mass1 * s1;
                var v0 = Vector512.FusedMultiplyAdd(variance0 * s0, s0, mass0 * o0);
                var v1 = Vector512.FusedMultiplyAdd(variance1 * s1, s1, mass1 * o1);
                var step = Lanes.Sums(
                    Vector512.FusedMultiplyAdd(fire0, m0, fire1 * m1), m0 + m1, Vector512.FusedMultiplyAdd(fire0, v0, fire1 * v1), v0 + v1);
                (step + Vector256.LoadUnsafe(ref total, (nuint)(4 * k))).StoreUnsafe(ref total, (nuint)(4 * k));
            }

            var stay0 = one - fire0;
            var stay1 = one - fire1;
            o0 = Vector512.FusedMultiplyAdd(stay0 * stay0, o0, fire0 * s0);
            o1 = Vector512.FusedMultiplyAdd(stay1 * stay1, o1, fire1 * s1);
            s0 *= stay0;
            s1 *= stay1;
            if (TPhase.Leaves)
            {
                var birth = (nuint)(PortionLength * (row - plan.Bins));
                mass0 -= Vector512.LoadUnsafe(ref portion, birth);
                mass1 -= Vector512.LoadUnsafe(ref portion, birth + 8);
                variance0 -= Vector512.LoadUnsafe(ref portion, birth + 16);
                variance1 -= Vector512.LoadUnsafe(ref portion, birth + 24);
                s0.StoreUnsafe(ref state, birth);
                s1.StoreUnsafe(ref state, birth + 8);
                o0.StoreUnsafe(ref state, birth + 16);
                o1.StoreUnsafe(ref state, birth + 24);
            }
        }

        if (TPhase.Leaves)
        {
            mass0.StoreUnsafe(ref _mass[0]);
            mass1.StoreUnsafe(ref _mass[8]);
            variance0.StoreUnsafe(ref _variance[0]);
            variance1.StoreUnsafe(ref _variance[8]);
        }

        s0.StoreUnsafe(ref _survival[0]);
        s1.StoreUnsafe(ref _survival[8]);
        o0.StoreUnsafe(ref _gained[0]);
        o1.StoreUnsafe(ref _gained[8]);
        previous0.StoreUnsafe(ref _previousRate[0]);
        previous1.StoreUnsafe(ref _previousRate[8]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Retreat<TPath, TPhase>(
        ReadOnlySpan<double> sumsAdjoint, ReadOnlySpan<double> leavingAdjoint, Span<double> exponentAdjoint, LaneTable exponents, int from, int until)
        where TPath : struct, ICohortPath
        where TPhase : struct, INodePhase
    {
        ref var record = ref History();
        ref var weights = ref MemoryMarshal.GetReference(sumsAdjoint);
        ref var left = ref MemoryMarshal.GetReference(leavingAdjoint);
        ref var portion = ref TPhase.Leaves ? ref Portion() : ref record;
        ref var portionAdjoint = ref MemoryMarshal.GetArrayDataReference(_portionAdjoint);
        ref var total = ref MemoryMarshal.GetReference(exponentAdjoint);
        ref var groups = ref TPath.Adapts ? ref exponents.At(0) : ref total;
        var halfStep = Vector512.Create(HalfStep);
        var mass0 = Vector512.LoadUnsafe(ref _mass[0]);
        var mass1 = Vector512.LoadUnsafe(ref _mass[8]);
        var variance0 = Vector512.LoadUnsafe(ref _variance[0]);
        var variance1 = Vector512.LoadUnsafe(ref _variance[8]);
        var massAdjoint0 = Vector512.LoadUnsafe(ref _massAdjoint[0]);
        var massAdjoint1 = Vector512.LoadUnsafe(ref _massAdjoint[8]);
        var sa0 = Vector512.LoadUnsafe(ref _survivalAdjoint[0]);
        var sa1 = Vector512.LoadUnsafe(ref _survivalAdjoint[8]);
        var varianceAdjoint0 = Vector512.LoadUnsafe(ref _varianceAdjoint[0]);
        var varianceAdjoint1 = Vector512.LoadUnsafe(ref _varianceAdjoint[8]);
        var oa0 = Vector512.LoadUnsafe(ref _gainedAdjoint[0]);
        var oa1 = Vector512.LoadUnsafe(ref _gainedAdjoint[8]);
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
            var o0 = Vector512.LoadUnsafe(ref record, place + 48);
            var o1 = Vector512.LoadUnsafe(ref record, place + 56);

            if (TPhase.Leaves)
            {
                // Before it left, a birth's portion was among the nodes' masses; what it took along depends on s and o after this row.
                var birth = row - plan.Bins;
                var at = (nuint)(PortionLength * birth);
                massAdjoint0.StoreUnsafe(ref portionAdjoint, at);
                massAdjoint1.StoreUnsafe(ref portionAdjoint, at + 8);
                varianceAdjoint0.StoreUnsafe(ref portionAdjoint, at + 16);
                varianceAdjoint1.StoreUnsafe(ref portionAdjoint, at + 24);
                var m = Vector512.Create(Unsafe.Add(ref left, 2 * (_first + birth)));
                var v = Vector512.Create(Unsafe.Add(ref left, 2 * (_first + birth) + 1));
                var ofMass0 = Vector512.LoadUnsafe(ref portion, at);
                var ofMass1 = Vector512.LoadUnsafe(ref portion, at + 8);
                var ofVariance0 = Vector512.LoadUnsafe(ref portion, at + 16);
                var ofVariance1 = Vector512.LoadUnsafe(ref portion, at + 24);
                mass0 += ofMass0;
                mass1 += ofMass1;
                variance0 += ofVariance0;
                variance1 += ofVariance1;
                sa0 += ofMass0 * m + (ofVariance0 + ofVariance0) * s0 * stay0 * v;
                sa1 += ofMass1 * m + (ofVariance1 + ofVariance1) * s1 * stay1 * v;
                oa0 += ofMass0 * v;
                oa1 += ofMass1 * v;
            }

            // The weighted derivative by P of (P m, P v, the next s and o), times dP/dx = 1-P: the adjoint of the integrated hazard x.
            var spread0 = variance0 * s0;
            var spread1 = variance1 * s1;
            var stayOa0 = stay0 * oa0;
            var stayOa1 = stay1 * oa1;
            var hazard0 = stay0 * (s0 * (mass0 * w + spread0 * y + oa0 - sa0) + o0 * (mass0 * y - stayOa0 - stayOa0));
            var hazard1 = stay1 * (s1 * (mass1 * w + spread1 * y + oa1 - sa1) + o1 * (mass1 * y - stayOa1 - stayOa1));
            var perMass0 = Vector512.FusedMultiplyAdd(fire0, w, x);
            var perMass1 = Vector512.FusedMultiplyAdd(fire1, w, x);
            var perVariance0 = Vector512.FusedMultiplyAdd(fire0, y, z);
            var perVariance1 = Vector512.FusedMultiplyAdd(fire1, y, z);
            massAdjoint0 += s0 * perMass0 + o0 * perVariance0;
            massAdjoint1 += s1 * perMass1 + o1 * perVariance1;
            varianceAdjoint0 += s0 * s0 * perVariance0;
            varianceAdjoint1 += s1 * s1 * perVariance1;
            sa0 = stay0 * sa0 + fire0 * oa0 + mass0 * perMass0 + (spread0 + spread0) * perVariance0;
            sa1 = stay1 * sa1 + fire1 * oa1 + mass1 * perMass1 + (spread1 + spread1) * perVariance1;
            oa0 = stay0 * stayOa0 + mass0 * perVariance0;
            oa1 = stay1 * stayOa1 + mass1 * perVariance1;
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

        mass0.StoreUnsafe(ref _mass[0]);
        mass1.StoreUnsafe(ref _mass[8]);
        variance0.StoreUnsafe(ref _variance[0]);
        variance1.StoreUnsafe(ref _variance[8]);
        massAdjoint0.StoreUnsafe(ref _massAdjoint[0]);
        massAdjoint1.StoreUnsafe(ref _massAdjoint[8]);
        sa0.StoreUnsafe(ref _survivalAdjoint[0]);
        sa1.StoreUnsafe(ref _survivalAdjoint[8]);
        varianceAdjoint0.StoreUnsafe(ref _varianceAdjoint[0]);
        varianceAdjoint1.StoreUnsafe(ref _varianceAdjoint[8]);
        oa0.StoreUnsafe(ref _gainedAdjoint[0]);
        oa1.StoreUnsafe(ref _gainedAdjoint[8]);
        next0.StoreUnsafe(ref _nextHazardAdjoint[0]);
        next1.StoreUnsafe(ref _nextHazardAdjoint[8]);
    }
}
