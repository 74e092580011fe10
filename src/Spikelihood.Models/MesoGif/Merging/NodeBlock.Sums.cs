using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spikelihood.Models.MesoGif.Merging;

// What the exponents' adjoints, kept by the sweep back, mean for the nodes' coordinates and for the functions of age.
internal sealed partial class NodeBlock
{
    /// <summary>Adds the adjoints of threshold and recall at each age, by rows.</summary>
    public void SumAges(LaneTable threshold, LaneTable recall)
    {
        if (_last >= FirstRow)
        {
            var coordinates = _coordinates.Take(16 * GroupLayout.Coordinates);
            SumAges(ref History(), coordinates, ref threshold.At(FirstRow), plan.Births, _last - FirstRow);
            SumAges(ref History(), coordinates[48..], ref recall.At(FirstRow), plan.Births, _last - FirstRow);
        }
    }

    /// <summary>One pass over the history for all three points of interpolation: beginning, middle and end of a group.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SumAges(ref double record, ReadOnlySpan<double> coordinates, ref double sums, int births, int last)
    {
        var first0 = Vector512.Create(coordinates);
        var first1 = Vector512.Create(coordinates[8..]);
        var middle0 = Vector512.Create(coordinates[16..]);
        var middle1 = Vector512.Create(coordinates[24..]);
        var end0 = Vector512.Create(coordinates[32..]);
        var end1 = Vector512.Create(coordinates[40..]);
        ref var middles = ref Unsafe.Subtract(ref sums, 4 * births);
        ref var ends = ref Unsafe.Subtract(ref sums, 8 * births);
        for (var row = 0; row <= last; row++)
        {
            var at = (nuint)(8 * row);
            var exponent0 = Vector512.LoadUnsafe(ref record, (nuint)(RecordLength * row));
            var exponent1 = Vector512.LoadUnsafe(ref record, (nuint)(RecordLength * row + 8));
            (Vector512.LoadUnsafe(ref sums, at) - exponent0 * first0 - exponent1 * first1).StoreUnsafe(ref sums, at);
            (Vector512.LoadUnsafe(ref middles, at) - exponent0 * middle0 - exponent1 * middle1).StoreUnsafe(ref middles, at);
            (Vector512.LoadUnsafe(ref ends, at) - exponent0 * end0 - exponent1 * end1).StoreUnsafe(ref ends, at);
        }
    }

    private void SumCoordinates<TPath>(MergedKernels kernels)
        where TPath : struct, ICohortPath
    {
        if (TPath.Adapts)
        {
            SumCoordinates(ref History(), ref kernels.Threshold.At(FirstRow), _coordinateAdjoint, plan.Births, _last - FirstRow);
            SumCoordinates(ref History(), ref kernels.Recall.At(FirstRow), _coordinateAdjoint.AsSpan(48), plan.Births, _last - FirstRow);
        }

        SumReset(kernels.Decay);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SumCoordinates(ref double record, ref double age, Span<double> sums, int births, int last)
    {
        ref var middle = ref Unsafe.Subtract(ref age, 4 * births);
        ref var end = ref Unsafe.Subtract(ref age, 8 * births);
        Vector512<double> first0 = default, first1 = default, middle0 = default, middle1 = default, end0 = default, end1 = default;
        for (var row = 0; row <= last; row++)
        {
            var at = (nuint)(8 * row);
            var exponent0 = Vector512.LoadUnsafe(ref record, (nuint)(RecordLength * row));
            var exponent1 = Vector512.LoadUnsafe(ref record, (nuint)(RecordLength * row + 8));
            var value = Vector512.LoadUnsafe(ref age, at);
            first0 = Vector512.FusedMultiplyAdd(value, exponent0, first0);
            first1 = Vector512.FusedMultiplyAdd(value, exponent1, first1);
            value = Vector512.LoadUnsafe(ref middle, at);
            middle0 = Vector512.FusedMultiplyAdd(value, exponent0, middle0);
            middle1 = Vector512.FusedMultiplyAdd(value, exponent1, middle1);
            value = Vector512.LoadUnsafe(ref end, at);
            end0 = Vector512.FusedMultiplyAdd(value, exponent0, end0);
            end1 = Vector512.FusedMultiplyAdd(value, exponent1, end1);
        }

        first0.CopyTo(sums);
        first1.CopyTo(sums[8..]);
        middle0.CopyTo(sums[16..]);
        middle1.CopyTo(sums[24..]);
        end0.CopyTo(sums[32..]);
        end1.CopyTo(sums[40..]);
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
