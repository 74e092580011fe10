using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spikelihood.Models.MesoGif.Merging;

// What the exponents' adjoints, kept by the sweep back, mean for the nodes' coordinates and for the functions of age.
internal sealed partial class NodeBlock
{
    /// <summary>Adds the adjoints of threshold and recall at each age, by rows.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void SumAges(LaneTable threshold, LaneTable recall)
    {
        if (_last < FirstRow)
        {
            return;
        }

        ref var record = ref History();
        var coordinates = _coordinates.Take(16 * GroupLayout.Coordinates);
        for (var q = 0; q < 3; q++)
        {
            var age0 = Vector512.Create<double>(coordinates[(16 * q)..]);
            var age1 = Vector512.Create<double>(coordinates[(16 * q + 8)..]);
            var spike0 = Vector512.Create<double>(coordinates[(16 * q + 48)..]);
            var spike1 = Vector512.Create<double>(coordinates[(16 * q + 56)..]);
            ref var own = ref threshold.At(FirstRow - q * plan.Births / 2);
            ref var recalled = ref recall.At(FirstRow - q * plan.Births / 2);
            for (var row = 0; row <= _last - FirstRow; row++)
            {
                var at = (nuint)(8 * row);
                var exponent0 = Vector512.LoadUnsafe(ref record, (nuint)(RecordLength * row));
                var exponent1 = Vector512.LoadUnsafe(ref record, (nuint)(RecordLength * row + 8));
                (Vector512.LoadUnsafe(ref own, at) - exponent0 * age0 - exponent1 * age1).StoreUnsafe(ref own, at);
                (Vector512.LoadUnsafe(ref recalled, at) - exponent0 * spike0 - exponent1 * spike1).StoreUnsafe(ref recalled, at);
            }
        }
    }

    private void SumCoordinates<TPath>(MergedKernels kernels)
        where TPath : struct, ICohortPath
    {
        if (TPath.Adapts)
        {
            for (var q = 0; q < 3; q++)
            {
                SumCoordinate(kernels.Threshold, q * plan.Births / 2, q, _last);
                SumCoordinate(kernels.Recall, q * plan.Births / 2, q + 3, _last);
            }
        }

        SumReset(kernels.Decay);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SumCoordinate(LaneTable kernel, int shift, int coordinate, int last)
    {
        ref var record = ref History();
        ref var age = ref kernel.At(FirstRow - shift);
        Vector512<double> even0 = default, even1 = default, odd0 = default, odd1 = default;
        for (var row = 0; row <= last - FirstRow; row += 2)
        {
            var value = Vector512.LoadUnsafe(ref age, (nuint)(8 * row));
            even0 = Vector512.FusedMultiplyAdd(value, Vector512.LoadUnsafe(ref record, (nuint)(RecordLength * row)), even0);
            even1 = Vector512.FusedMultiplyAdd(value, Vector512.LoadUnsafe(ref record, (nuint)(RecordLength * row + 8)), even1);
            if (row < last - FirstRow)
            {
                value = Vector512.LoadUnsafe(ref age, (nuint)(8 * row + 8));
                odd0 = Vector512.FusedMultiplyAdd(value, Vector512.LoadUnsafe(ref record, (nuint)(RecordLength * (row + 1))), odd0);
                odd1 = Vector512.FusedMultiplyAdd(value, Vector512.LoadUnsafe(ref record, (nuint)(RecordLength * (row + 1) + 8)), odd1);
            }
        }

        (even0 + odd0).StoreUnsafe(ref _coordinateAdjoint[16 * coordinate]);
        (even1 + odd1).StoreUnsafe(ref _coordinateAdjoint[16 * coordinate + 8]);
    }

    /// <summary>The reset, and the same weighted with the row, from which the derivative by tau_m follows.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SumReset(LaneTable kernel)
    {
        ref var record = ref History();
        ref var decay = ref kernel.At(FirstRow);
        Vector512<double> sum0 = default, sum1 = default, by0 = default, by1 = default;
        for (var row = 0; row <= _last - FirstRow; row++)
        {
            var value = Vector512.LoadUnsafe(ref decay, (nuint)(8 * row));
            var weighted = value * Vector512.Create((double)(row + FirstRow));
            var exponent0 = Vector512.LoadUnsafe(ref record, (nuint)(RecordLength * row));
            var exponent1 = Vector512.LoadUnsafe(ref record, (nuint)(RecordLength * row + 8));
            sum0 = Vector512.FusedMultiplyAdd(value, exponent0, sum0);
            sum1 = Vector512.FusedMultiplyAdd(value, exponent1, sum1);
            by0 = Vector512.FusedMultiplyAdd(weighted, exponent0, by0);
            by1 = Vector512.FusedMultiplyAdd(weighted, exponent1, by1);
        }

        sum0.StoreUnsafe(ref _coordinateAdjoint[16 * GroupLayout.Reset]);
        sum1.StoreUnsafe(ref _coordinateAdjoint[16 * GroupLayout.Reset + 8]);
        by0.StoreUnsafe(ref _coordinateAdjoint[16 * GroupLayout.Coordinates]);
        by1.StoreUnsafe(ref _coordinateAdjoint[16 * GroupLayout.Coordinates + 8]);
    }
}
