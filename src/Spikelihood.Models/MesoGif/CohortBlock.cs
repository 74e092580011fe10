using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Models.MesoGif;

/// <summary>
/// Sixteen cohorts (the neurons that last fired in step b, for sixteen neighbouring b) followed through the window, two vectors abreast.
/// Because the counts are data, a cohort needs nothing of the others but the adaptation its predecessors cause:
/// u = h - Decay(a) D_b with D_b = h(b + reset age) - u_r, so the potential needs no recursion of its own.
/// </summary>
/// <remarks>Floor: per cohort step two exponentials' worth of polynomials (18 and 8 vector operations), about 30 for the rest of the
/// forward and 30 for the backward sweep, that is about 10 lane-operations a cohort step on eight lanes.</remarks>
internal sealed class CohortBlock
{
    /// <summary>Cohorts in a block.</summary>
    public const int Width = 16;

    private const int RecordLength = 4 * Width;
    private readonly AlignedBuffer _history = new();
    private readonly double[] _reset = new double[Width];
    private readonly double[] _spikes = new double[Width];
    private readonly double[] _survivors = new double[Width];
    private readonly double[] _variance = new double[Width];
    private readonly double[] _previousRate = new double[Width];
    private readonly double[] _survivorsAdjoint = new double[Width];
    private readonly double[] _varianceAdjoint = new double[Width];
    private readonly double[] _nextHazardAdjoint = new double[Width];
    private readonly double[] _resetAdjoint = new double[Width];
    private readonly double[] _resetAdjointByStep = new double[Width];
    private int _first;
    private int _end;

    /// <summary>dt / 2, s.</summary>
    public double HalfStep { get; set; }

    /// <summary>-sum over ages of (adjoint of the exponent) Decay(a): the adjoint of D_b / delta_u, for each cohort.</summary>
    public ReadOnlySpan<double> ResetAdjoint => _resetAdjoint;

    /// <summary>The same weighted with k - first birth, from which the derivative of Decay by tau_m follows.</summary>
    public ReadOnlySpan<double> ResetAdjointByStep => _resetAdjointByStep;

    /// <summary>Sets up the cohorts born in steps <paramref name="first"/> to first + 15.</summary>
    /// <param name="first">The first birth step.</param>
    /// <param name="steps">The length of the data.</param>
    /// <param name="bins">K.</param>
    /// <param name="counts">Spikes by step: how many neurons each cohort starts with.</param>
    /// <param name="reset">D_b / delta_u by birth step.</param>
    public void Begin(int first, int steps, int bins, ReadOnlySpan<double> counts, ReadOnlySpan<double> reset)
    {
        _first = first;
        _end = Math.Min(steps, first + Width + bins);
        _spikes.AsSpan().Clear();
        _reset.AsSpan().Clear();
        var births = Math.Min(Width, steps - first);
        counts.Slice(first, births).CopyTo(_spikes);
        reset.Slice(first, births).CopyTo(_reset);
        _survivors.AsSpan().Clear();
        _variance.AsSpan().Clear();
        _previousRate.AsSpan().Clear();
    }

    /// <summary>
    /// Follows the cohorts to the end of the window or of the data. A summing path adds their W, X, Y, Z to <paramref name="sums"/> (four a step),
    /// writes what survives the window to <paramref name="leaving"/> (m and v by birth step) and advances <paramref name="older"/>, the adaptation
    /// that all earlier births cause, to include this block; a recording path only keeps the history.
    /// </summary>
    /// <param name="kernels">The functions of age.</param>
    /// <param name="logFree">log lambda_free by step.</param>
    /// <param name="sums">W, X, Y, Z, four a step; may be empty when recording.</param>
    /// <param name="older">Exponent lost to spikes of earlier births, by step from <paramref name="origin"/>.</param>
    /// <param name="origin">The step that <paramref name="older"/> begins at.</param>
    /// <param name="leaving">m and v by birth step; may be empty when recording.</param>
    public void Forward<TPath>(AgeKernels kernels, ReadOnlySpan<double> logFree, Span<double> sums, Span<double> older, int origin, Span<double> leaving)
        where TPath : struct, ICohortPath
    {
        if (TPath.Records)
        {
            _history.Take((kernels.Bins + Width) * RecordLength);
        }

        for (var k = _first + 1; k < _end;)
        {
            var entering = k - 1 - _first;
            var departing = k - _first - kernels.Bins;
            if (entering < Width)
            {
                _survivors[entering] = _spikes[entering];
            }

            var next = entering < Width - 1 || departing >= 0 ? k + 1 : Math.Min(_end, _first + kernels.Bins);
            Advance<TPath>(kernels, logFree, sums, older, origin, k, next);
            if (departing >= 0)
            {
                if (!TPath.Records)
                {
                    leaving[2 * (_first + departing)] = _survivors[departing];
                    leaving[2 * (_first + departing) + 1] = _variance[departing];
                }

                _survivors[departing] = 0;
                _variance[departing] = 0;
            }

            k = next;
        }
    }

    /// <summary>
    /// The way back over the history of the last <see cref="Forward"/>. Adds the adjoint of every cohort's exponent to
    /// <paramref name="exponentAdjoint"/> (by step), and to the age sums of <paramref name="ages"/>; advances <paramref name="younger"/>, the same
    /// adjoints summed over all later births of the chunk.
    /// </summary>
    /// <param name="kernels">The functions of age.</param>
    /// <param name="sumsAdjoint">Adjoints of W, X, Y, Z (four a step).</param>
    /// <param name="leavingAdjoint">Adjoints of what left the window (m and v by birth step).</param>
    /// <param name="exponentAdjoint">Receives the sums over cohorts, by step.</param>
    /// <param name="younger">Sums over later births, by step from <paramref name="origin"/>.</param>
    /// <param name="origin">The step that <paramref name="younger"/> begins at.</param>
    /// <param name="ages">Receives the sums over births, by age.</param>
    public void Backward<TPath>(
        AgeKernels kernels, ReadOnlySpan<double> sumsAdjoint, ReadOnlySpan<double> leavingAdjoint, Span<double> exponentAdjoint, Span<double> younger, int origin, AgeSums ages)
        where TPath : struct, ICohortPath
    {
        _survivorsAdjoint.AsSpan().Clear();
        _varianceAdjoint.AsSpan().Clear();
        _nextHazardAdjoint.AsSpan().Clear();
        _resetAdjoint.AsSpan().Clear();
        _resetAdjointByStep.AsSpan().Clear();
        for (var k = _end - 1; k > _first;)
        {
            var departing = k - _first - kernels.Bins;
            if (departing >= 0)
            {
                _survivorsAdjoint[departing] = leavingAdjoint[2 * (_first + departing)];
                _varianceAdjoint[departing] = leavingAdjoint[2 * (_first + departing) + 1];
                _nextHazardAdjoint[departing] = 0;
            }

            var next = departing > 0 ? k - 1 : _first;
            Retreat<TPath>(kernels, sumsAdjoint, exponentAdjoint, younger, origin, k, next);
            k = next;
        }

        if (TPath.Adapts)
        {
            ages.Add(_history.Take((kernels.Bins + Width) * RecordLength), RecordLength, _end - 1 - _first, kernels.Center);
        }
    }

    private void Advance<TPath>(AgeKernels kernels, ReadOnlySpan<double> logFree, Span<double> sums, Span<double> older, int origin, int from, int to)
        where TPath : struct, ICohortPath
    {
        ref var decay = ref MemoryMarshal.GetArrayDataReference(kernels.Decay);
        ref var threshold = ref MemoryMarshal.GetArrayDataReference(kernels.Threshold);
        ref var recall = ref MemoryMarshal.GetArrayDataReference(kernels.Recall);
        ref var record = ref MemoryMarshal.GetReference(TPath.Records ? _history.Take((kernels.Bins + Width) * RecordLength) : []);
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
                var before = Unsafe.Add(ref past, k - origin);
                var between = before + sum0.GetElement(7);
                if (!TPath.Records)
                {
                    Unsafe.Add(ref past, k - origin) = between + sum1.GetElement(7);
                }

                exponent0 -= Vector512.Create(before) + (sum0 - own0);
                exponent1 -= Vector512.Create(between) + (sum1 - own1);
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

    private void Retreat<TPath>(AgeKernels kernels, ReadOnlySpan<double> sumsAdjoint, Span<double> exponentAdjoint, Span<double> younger, int origin, int from, int to)
        where TPath : struct, ICohortPath
    {
        ref var decay = ref MemoryMarshal.GetArrayDataReference(kernels.Decay);
        ref var record = ref MemoryMarshal.GetReference(_history.Take((kernels.Bins + Width) * RecordLength));
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
