using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Models.MesoGif;

// The sweeps with two vectors of eight cohorts abreast: with 32 registers of 512 bits, a quarter faster than one after the other.
internal sealed partial class CohortBlock
{
    private void AdvanceTwo<TPath>(AgeKernels kernels, ReadOnlySpan<double> logFree, Span<double> sums, Span<double> older, int origin, int from, int to)
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
        var reset0 = Vector512.LoadUnsafe(ref _reset[0]);
        var reset1 = Vector512.LoadUnsafe(ref _reset[8]);
        var spikes0 = Vector512.LoadUnsafe(ref _spikes[0]);
        var spikes1 = Vector512.LoadUnsafe(ref _spikes[8]);
        var m0 = Vector512.LoadUnsafe(ref _survivors[0]);
        var m1 = Vector512.LoadUnsafe(ref _survivors[8]);
        var v0 = Vector512.LoadUnsafe(ref _variance[0]);
        var v1 = Vector512.LoadUnsafe(ref _variance[8]);
        var previous0 = Vector512.LoadUnsafe(ref _previousRate[0]);
        var previous1 = Vector512.LoadUnsafe(ref _previousRate[8]);
        var one = Vector512<double>.One;
        for (var k = from; k < to; k++)
        {
            var at = (nuint)(kernels.Center - (k - _first));
            var level = Vector512.Create(Unsafe.Add(ref free, k));
            var exponent0 = level - Vector512.LoadUnsafe(ref threshold, at) - reset0 * Vector512.LoadUnsafe(ref decay, at);
            var exponent1 = level - Vector512.LoadUnsafe(ref threshold, at + 8) - reset1 * Vector512.LoadUnsafe(ref decay, at + 8);
            if (TPath.Adapts)
            {
                // Cohort i feels the spikes of all births before it: an exclusive running sum over the lanes.
                var own0 = spikes0 * Vector512.LoadUnsafe(ref recall, at);
                var own1 = spikes1 * Vector512.LoadUnsafe(ref recall, at + 8);
                var sum0 = Lanes.PrefixSum(own0);
                var sum1 = Lanes.PrefixSum(own1);
                var before = Vector512.Create(Unsafe.Add(ref past, k - origin));
                var between = before + Lanes.Last(sum0);
                if (!TPath.Records)
                {
                    Unsafe.Add(ref past, k - origin) = (between + Lanes.Last(sum1)).ToScalar();
                }

                exponent0 -= before + (sum0 - own0);
                exponent1 -= between + (sum1 - own1);
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
                var place = (nuint)((k - _first - 1) * RecordLength);
                rate0.StoreUnsafe(ref record, place);
                rate1.StoreUnsafe(ref record, place + 8);
                fire0.StoreUnsafe(ref record, place + 16);
                fire1.StoreUnsafe(ref record, place + 24);
                m0.StoreUnsafe(ref record, place + 32);
                m1.StoreUnsafe(ref record, place + 40);
                v0.StoreUnsafe(ref record, place + 48);
                v1.StoreUnsafe(ref record, place + 56);
            }

            var fired0 = fire0 * m0;
            var fired1 = fire1 * m1;
            if (!TPath.Records)
            {
                // On the way back the sums are known already.
                var step = Lanes.Sums(fired0 + fired1, m0 + m1, Vector512.FusedMultiplyAdd(fire0, v0, fire1 * v1), v0 + v1);
                (step + Vector256.LoadUnsafe(ref total, (nuint)(4 * k))).StoreUnsafe(ref total, (nuint)(4 * k));
            }

            var stay0 = one - fire0;
            var stay1 = one - fire1;
            v0 = Vector512.FusedMultiplyAdd(stay0 * stay0, v0, fired0);
            v1 = Vector512.FusedMultiplyAdd(stay1 * stay1, v1, fired1);
            m0 *= stay0;
            m1 *= stay1;
        }

        m0.StoreUnsafe(ref _survivors[0]);
        m1.StoreUnsafe(ref _survivors[8]);
        v0.StoreUnsafe(ref _variance[0]);
        v1.StoreUnsafe(ref _variance[8]);
        previous0.StoreUnsafe(ref _previousRate[0]);
        previous1.StoreUnsafe(ref _previousRate[8]);
    }

    private void RetreatTwo<TPath>(AgeKernels kernels, ReadOnlySpan<double> sumsAdjoint, Span<double> exponentAdjoint, Span<double> younger, int origin, int from, int to)
        where TPath : struct, ICohortPath
    {
        ref var decay = ref MemoryMarshal.GetArrayDataReference(kernels.Decay);
        ref var record = ref MemoryMarshal.GetReference(_history.Take(HistoryLength(kernels)));
        ref var weights = ref MemoryMarshal.GetReference(sumsAdjoint);
        ref var total = ref MemoryMarshal.GetReference(exponentAdjoint);
        ref var future = ref MemoryMarshal.GetReference(younger);
        var halfStep = Vector512.Create(HalfStep);
        var spikes0 = Vector512.LoadUnsafe(ref _spikes[0]);
        var spikes1 = Vector512.LoadUnsafe(ref _spikes[8]);
        var ma0 = Vector512.LoadUnsafe(ref _survivorsAdjoint[0]);
        var ma1 = Vector512.LoadUnsafe(ref _survivorsAdjoint[8]);
        var va0 = Vector512.LoadUnsafe(ref _varianceAdjoint[0]);
        var va1 = Vector512.LoadUnsafe(ref _varianceAdjoint[8]);
        var next0 = Vector512.LoadUnsafe(ref _nextHazardAdjoint[0]);
        var next1 = Vector512.LoadUnsafe(ref _nextHazardAdjoint[8]);
        var reset0 = Vector512.LoadUnsafe(ref _resetAdjoint[0]);
        var reset1 = Vector512.LoadUnsafe(ref _resetAdjoint[8]);
        var byStep0 = Vector512.LoadUnsafe(ref _resetAdjointByStep[0]);
        var byStep1 = Vector512.LoadUnsafe(ref _resetAdjointByStep[8]);
        var one = Vector512<double>.One;
        for (var k = from; k > to; k--)
        {
            var at = (nuint)(kernels.Center - (k - _first));
            var place = (nuint)((k - _first - 1) * RecordLength);
            var w = Vector512.Create(Unsafe.Add(ref weights, 4 * k));
            var x = Vector512.Create(Unsafe.Add(ref weights, 4 * k + 1));
            var y = Vector512.Create(Unsafe.Add(ref weights, 4 * k + 2));
            var z = Vector512.Create(Unsafe.Add(ref weights, 4 * k + 3));
            var fire0 = Vector512.LoadUnsafe(ref record, place + 16);
            var fire1 = Vector512.LoadUnsafe(ref record, place + 24);
            var stay0 = one - fire0;
            var stay1 = one - fire1;

            // The weighted derivative by P of (P m, P v, (1-P) m, (1-P)^2 v + P m), times dP/dx = 1-P: the adjoint of the integrated hazard x.
            var m0 = Vector512.LoadUnsafe(ref record, place + 32);
            var m1 = Vector512.LoadUnsafe(ref record, place + 40);
            var v0 = Vector512.LoadUnsafe(ref record, place + 48);
            var v1 = Vector512.LoadUnsafe(ref record, place + 56);
            var stayVa0 = stay0 * va0;
            var stayVa1 = stay1 * va1;
            var hazard0 = stay0 * Vector512.FusedMultiplyAdd(m0, w + va0 - ma0, v0 * (y - stayVa0 - stayVa0));
            var hazard1 = stay1 * Vector512.FusedMultiplyAdd(m1, w + va1 - ma1, v1 * (y - stayVa1 - stayVa1));
            ma0 = Vector512.FusedMultiplyAdd(stay0, ma0, Vector512.FusedMultiplyAdd(fire0, w + va0, x));
            ma1 = Vector512.FusedMultiplyAdd(stay1, ma1, Vector512.FusedMultiplyAdd(fire1, w + va1, x));
            va0 = Vector512.FusedMultiplyAdd(stay0, stayVa0, Vector512.FusedMultiplyAdd(fire0, y, z));
            va1 = Vector512.FusedMultiplyAdd(stay1, stayVa1, Vector512.FusedMultiplyAdd(fire1, y, z));
            var exponent0 = Vector512.LoadUnsafe(ref record, place) * halfStep * (hazard0 + next0);
            var exponent1 = Vector512.LoadUnsafe(ref record, place + 8) * halfStep * (hazard1 + next1);
            next0 = hazard0;
            next1 = hazard1;
            var since = Vector512.Create((double)(k - _first));
            var decayed0 = exponent0 * Vector512.LoadUnsafe(ref decay, at);
            var decayed1 = exponent1 * Vector512.LoadUnsafe(ref decay, at + 8);
            reset0 -= decayed0;
            reset1 -= decayed1;
            byStep0 -= decayed0 * since;
            byStep1 -= decayed1 * since;
            if (TPath.Adapts)
            {
                // A cohort's spikes weigh on all births after it: an exclusive running sum from the other end.
                var sum1 = Lanes.SuffixSum(exponent1);
                var sum0 = Lanes.SuffixSum(exponent0);
                var after = Unsafe.Add(ref future, k - origin);
                var between = after + sum1.ToScalar();
                Unsafe.Add(ref future, k - origin) = between + sum0.ToScalar();
                Unsafe.Add(ref total, k) += sum0.ToScalar() + sum1.ToScalar();
                exponent0.StoreUnsafe(ref record, place);
                exponent1.StoreUnsafe(ref record, place + 8);
                (spikes0 * (Vector512.Create(between) + (sum0 - exponent0))).StoreUnsafe(ref record, place + 16);
                (spikes1 * (Vector512.Create(after) + (sum1 - exponent1))).StoreUnsafe(ref record, place + 24);
            }
            else
            {
                Unsafe.Add(ref total, k) += Vector512.Sum(exponent0 + exponent1);
            }
        }

        ma0.StoreUnsafe(ref _survivorsAdjoint[0]);
        ma1.StoreUnsafe(ref _survivorsAdjoint[8]);
        va0.StoreUnsafe(ref _varianceAdjoint[0]);
        va1.StoreUnsafe(ref _varianceAdjoint[8]);
        next0.StoreUnsafe(ref _nextHazardAdjoint[0]);
        next1.StoreUnsafe(ref _nextHazardAdjoint[8]);
        reset0.StoreUnsafe(ref _resetAdjoint[0]);
        reset1.StoreUnsafe(ref _resetAdjoint[8]);
        byStep0.StoreUnsafe(ref _resetAdjointByStep[0]);
        byStep1.StoreUnsafe(ref _resetAdjointByStep[8]);
    }
}
