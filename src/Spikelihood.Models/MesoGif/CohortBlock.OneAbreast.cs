using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Models.MesoGif;

// The sweeps with one vector of eight cohorts. Without 512-bit registers such a vector is two of 256 bits, and two abreast would live in memory.
// Never inlined: inside its caller a sweep has more vectors than the compiler cares to follow, and they live in memory again (twice the time).
internal sealed partial class CohortBlock
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AdvanceOne<TPath>(AgeKernels kernels, ReadOnlySpan<double> logFree, Span<double> sums, Span<double> older, int origin, int from, int to)
        where TPath : struct, ICohortPath
    {
        ref var decay = ref MemoryMarshal.GetArrayDataReference(kernels.Decay);
        ref var threshold = ref MemoryMarshal.GetArrayDataReference(kernels.Threshold);
        ref var recall = ref MemoryMarshal.GetArrayDataReference(kernels.Recall);
        ref var record = ref MemoryMarshal.GetReference(TPath.Records ? _history.Take(HistoryLength(kernels)) : []);
        ref var free = ref MemoryMarshal.GetReference(logFree);
        ref var total = ref MemoryMarshal.GetReference(sums);
        ref var past = ref MemoryMarshal.GetReference(older);
        var halfStep = Vector512.Create(HalfStep);
        var reset = Vector512.LoadUnsafe(ref _reset[0]);
        var spikes = Vector512.LoadUnsafe(ref _spikes[0]);
        var m = Vector512.LoadUnsafe(ref _survivors[0]);
        var v = Vector512.LoadUnsafe(ref _variance[0]);
        var previous = Vector512.LoadUnsafe(ref _previousRate[0]);
        var one = Vector512<double>.One;
        for (var k = from; k < to; k++)
        {
            var at = (nuint)(kernels.Center - (k - _first));
            var exponent = Vector512.Create(Unsafe.Add(ref free, k)) - Vector512.LoadUnsafe(ref threshold, at) - reset * Vector512.LoadUnsafe(ref decay, at);
            if (TPath.Adapts)
            {
                // Cohort i feels the spikes of all births before it: an exclusive running sum over the lanes.
                var own = spikes * Vector512.LoadUnsafe(ref recall, at);
                var sum = Lanes.PrefixSum(own);
                var before = Unsafe.Add(ref past, k - origin);
                if (!TPath.Records)
                {
                    Unsafe.Add(ref past, k - origin) = before + sum.GetElement(7);
                }

                exponent -= Vector512.Create(before) + (sum - own);
            }

            var rate = CohortHazard.Rate(exponent);
            var fire = VectorMath.OneMinusExpOfMinus(halfStep * (rate + previous));
            previous = rate;
            if (TPath.Records)
            {
                var place = (nuint)((k - _first - 1) * RecordLength);
                rate.StoreUnsafe(ref record, place);
                fire.StoreUnsafe(ref record, place + 8);
                m.StoreUnsafe(ref record, place + 16);
                v.StoreUnsafe(ref record, place + 24);
            }

            var fired = fire * m;
            if (!TPath.Records)
            {
                // On the way back the sums are known already.
                var step = Lanes.Sums(fired, m, fire * v, v);
                (step + Vector256.LoadUnsafe(ref total, (nuint)(4 * k))).StoreUnsafe(ref total, (nuint)(4 * k));
            }

            var stay = one - fire;
            v = Vector512.FusedMultiplyAdd(stay * stay, v, fired);
            m *= stay;
        }

        m.StoreUnsafe(ref _survivors[0]);
        v.StoreUnsafe(ref _variance[0]);
        previous.StoreUnsafe(ref _previousRate[0]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RetreatOne<TPath>(AgeKernels kernels, ReadOnlySpan<double> sumsAdjoint, Span<double> exponentAdjoint, Span<double> younger, int origin, int from, int to)
        where TPath : struct, ICohortPath
    {
        ref var decay = ref MemoryMarshal.GetArrayDataReference(kernels.Decay);
        ref var record = ref MemoryMarshal.GetReference(_history.Take(HistoryLength(kernels)));
        ref var weights = ref MemoryMarshal.GetReference(sumsAdjoint);
        ref var total = ref MemoryMarshal.GetReference(exponentAdjoint);
        ref var future = ref MemoryMarshal.GetReference(younger);
        var halfStep = Vector512.Create(HalfStep);
        var spikes = Vector512.LoadUnsafe(ref _spikes[0]);
        var ma = Vector512.LoadUnsafe(ref _survivorsAdjoint[0]);
        var va = Vector512.LoadUnsafe(ref _varianceAdjoint[0]);
        var next = Vector512.LoadUnsafe(ref _nextHazardAdjoint[0]);
        var reset = Vector512.LoadUnsafe(ref _resetAdjoint[0]);
        var byStep = Vector512.LoadUnsafe(ref _resetAdjointByStep[0]);
        var one = Vector512<double>.One;
        for (var k = from; k > to; k--)
        {
            var at = (nuint)(kernels.Center - (k - _first));
            var place = (nuint)((k - _first - 1) * RecordLength);
            var w = Vector512.Create(Unsafe.Add(ref weights, 4 * k));
            var x = Vector512.Create(Unsafe.Add(ref weights, 4 * k + 1));
            var y = Vector512.Create(Unsafe.Add(ref weights, 4 * k + 2));
            var z = Vector512.Create(Unsafe.Add(ref weights, 4 * k + 3));
            var fire = Vector512.LoadUnsafe(ref record, place + 8);
            var stay = one - fire;

            // The weighted derivative by P of (P m, P v, (1-P) m, (1-P)^2 v + P m), times dP/dx = 1-P: the adjoint of the integrated hazard x.
            var m = Vector512.LoadUnsafe(ref record, place + 16);
            var v = Vector512.LoadUnsafe(ref record, place + 24);
            var stayVa = stay * va;
            var hazard = stay * Vector512.FusedMultiplyAdd(m, w + va - ma, v * (y - stayVa - stayVa));
            ma = Vector512.FusedMultiplyAdd(stay, ma, Vector512.FusedMultiplyAdd(fire, w + va, x));
            va = Vector512.FusedMultiplyAdd(stay, stayVa, Vector512.FusedMultiplyAdd(fire, y, z));
            var exponent = Vector512.LoadUnsafe(ref record, place) * halfStep * (hazard + next);
            next = hazard;
            var decayed = exponent * Vector512.LoadUnsafe(ref decay, at);
            reset -= decayed;
            byStep -= decayed * Vector512.Create((double)(k - _first));
            if (TPath.Adapts)
            {
                // A cohort's spikes weigh on all births after it: an exclusive running sum from the other end.
                var sum = Lanes.SuffixSum(exponent);
                var after = Unsafe.Add(ref future, k - origin);
                Unsafe.Add(ref future, k - origin) = after + sum.ToScalar();
                Unsafe.Add(ref total, k) += sum.ToScalar();
                exponent.StoreUnsafe(ref record, place);
                (spikes * (Vector512.Create(after) + (sum - exponent))).StoreUnsafe(ref record, place + 8);
            }
            else
            {
                Unsafe.Add(ref total, k) += Vector512.Sum(exponent);
            }
        }

        ma.StoreUnsafe(ref _survivorsAdjoint[0]);
        va.StoreUnsafe(ref _varianceAdjoint[0]);
        next.StoreUnsafe(ref _nextHazardAdjoint[0]);
        reset.StoreUnsafe(ref _resetAdjoint[0]);
        byStep.StoreUnsafe(ref _resetAdjointByStep[0]);
    }
}
