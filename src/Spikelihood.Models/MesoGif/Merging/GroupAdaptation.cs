using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Models.MesoGif.Merging;

/// <summary>
/// The adaptation that the spikes of eight groups cause, step by step and exactly: what a group's spikes do to all later births, and, while the
/// group itself leaves the window, what its leaving births no longer do to those that stay.
/// </summary>
internal sealed class GroupAdaptation(MergePlan plan)
{
    private readonly AlignedBuffer _spikes = new();
    private readonly AlignedBuffer _spikesOfMerged = new();
    private readonly LaneTable _beyond = new();
    private double[] _totals = [];

    /// <summary>What a member's exponent loses to groups before its own, less what its own group's nodes count too much: births that have left.</summary>
    public LaneTable Loss { get; } = new();

    /// <summary>What all eight groups do to later births, by step since the first.</summary>
    public ReadOnlySpan<double> Totals => _totals;

    /// <summary>Computes rows 1 to <paramref name="last"/>.</summary>
    /// <param name="spikes">Spikes of the births of the eight groups.</param>
    /// <param name="merged">Which of the groups are merged.</param>
    /// <param name="kernels">The functions of age.</param>
    /// <param name="last">The last row.</param>
    public void Fill(ReadOnlySpan<double> spikes, ReadOnlySpan<bool> merged, MergedKernels kernels, int last)
    {
        Load(spikes, merged);
        if (_totals.Length <= last)
        {
            _totals = new double[last + 1];
        }

        Loss.Shape(1, last + 8);
        Convolve(_spikes, kernels.Within, Loss, 1, last);
        _beyond.Shape(plan.Bins, Math.Max(last, plan.Bins) + 8);
        if (last >= plan.Bins)
        {
            Convolve(_spikesOfMerged, kernels.Beyond, _beyond, plan.Bins, last);
        }

        ref var loss = ref Loss.At(1);
        ref var beyond = ref _beyond.At(plan.Bins);
        for (var row = 1; row <= last; row++)
        {
            var at = (nuint)(8 * (row - 1));
            var own = Vector512.LoadUnsafe(ref loss, at);
            var sum = Lanes.PrefixSum(own);
            _totals[row] = sum.GetElement(7);
            sum -= own;
            if (row >= plan.Bins)
            {
                sum -= Vector512.LoadUnsafe(ref beyond, (nuint)(8 * (row - plan.Bins)));
            }

            sum.StoreUnsafe(ref loss, at);
        }
    }

    /// <summary>Adds the adjoint of the recall of a spike at each age.</summary>
    /// <param name="spikes">Spikes of the births of the eight groups.</param>
    /// <param name="merged">Which of the groups are merged.</param>
    /// <param name="exponents">Adjoints of the exponents of each group, rows 1 to last, and below that zeros as far as a group is long.</param>
    /// <param name="future">Those of all later births, by step since the first.</param>
    /// <param name="last">The last row.</param>
    /// <param name="sums">Receives what ages below K do, by rows.</param>
    /// <param name="beyond">Receives what ages from K on do.</param>
    public void GoBack(
        ReadOnlySpan<double> spikes, ReadOnlySpan<bool> merged, LaneTable exponents, ReadOnlySpan<double> future, int last, LaneTable sums, LaneTable beyond)
    {
        Load(spikes, merged);
        if (last >= plan.Bins)
        {
            Correlate(_spikesOfMerged, exponents, beyond, plan.Bins, last, -1);
        }

        ref var groups = ref exponents.At(0);
        for (var row = 1; row <= last; row++)
        {
            var own = Vector512.LoadUnsafe(ref groups, (nuint)(8 * row));
            (Vector512.Create(future[row]) + Lanes.SuffixSum(own) - own).StoreUnsafe(ref groups, (nuint)(8 * row));
        }

        Correlate(_spikes, exponents, sums, 1 - plan.Births, last, 1);
    }

    private void Load(ReadOnlySpan<double> spikes, ReadOnlySpan<bool> merged)
    {
        var target = _spikes.Take(8 * plan.Births);
        var ofMerged = _spikesOfMerged.Take(8 * plan.Births);
        for (var i = 0; i < plan.Births; i++)
        {
            for (var lane = 0; lane < 8; lane++)
            {
                target[8 * i + lane] = spikes[plan.Births * lane + i];
                ofMerged[8 * i + lane] = merged[lane] ? spikes[plan.Births * lane + i] : 0;
            }
        }
    }

    /// <summary>Each row of the result: the sum over births of their spikes times the kernel at their age. Eight rows at a time.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Convolve(AlignedBuffer births, LaneTable kernel, LaneTable result, int from, int last)
    {
        Convolve(ref births.Take(8 * plan.Births)[0], ref kernel.At(from - plan.Births + 1), ref result.At(from), plan.Births, last - from);
    }

    // No calls in here: across a call no vector stays in a register, and the sums would live in memory.
    private static void Convolve(ref double spikes, ref double ages, ref double result, int births, int last)
    {
        for (var row = 0; row <= last; row += 8)
        {
            ref var age = ref Unsafe.Add(ref ages, 8 * (row + births - 1));
            ref var target = ref Unsafe.Add(ref result, 8 * row);
            Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
            for (var i = 0; i < births; i++)
            {
                var n = Vector512.LoadUnsafe(ref spikes, (nuint)(8 * i));
                var at = -8 * (nint)i;
                s0 = Vector512.FusedMultiplyAdd(n, Vector512.LoadUnsafe(ref Unsafe.Add(ref age, at)), s0);
                s1 = Vector512.FusedMultiplyAdd(n, Vector512.LoadUnsafe(ref Unsafe.Add(ref age, at + 8)), s1);
                s2 = Vector512.FusedMultiplyAdd(n, Vector512.LoadUnsafe(ref Unsafe.Add(ref age, at + 16)), s2);
                s3 = Vector512.FusedMultiplyAdd(n, Vector512.LoadUnsafe(ref Unsafe.Add(ref age, at + 24)), s3);
                s4 = Vector512.FusedMultiplyAdd(n, Vector512.LoadUnsafe(ref Unsafe.Add(ref age, at + 32)), s4);
                s5 = Vector512.FusedMultiplyAdd(n, Vector512.LoadUnsafe(ref Unsafe.Add(ref age, at + 40)), s5);
                s6 = Vector512.FusedMultiplyAdd(n, Vector512.LoadUnsafe(ref Unsafe.Add(ref age, at + 48)), s6);
                s7 = Vector512.FusedMultiplyAdd(n, Vector512.LoadUnsafe(ref Unsafe.Add(ref age, at + 56)), s7);
            }

            s0.StoreUnsafe(ref target);
            s1.StoreUnsafe(ref target, 8);
            s2.StoreUnsafe(ref target, 16);
            s3.StoreUnsafe(ref target, 24);
            s4.StoreUnsafe(ref target, 32);
            s5.StoreUnsafe(ref target, 40);
            s6.StoreUnsafe(ref target, 48);
            s7.StoreUnsafe(ref target, 56);
        }
    }

    /// <summary>The transpose: adds to each row of ages the sum over births of their spikes times the exponents' adjoints when they had that age.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Correlate(AlignedBuffer births, LaneTable exponents, LaneTable ages, int from, int last, double sign)
    {
        Correlate(ref births.Take(8 * plan.Births)[0], ref exponents.At(from), ref ages.At(from), plan.Births, last - from, sign);
    }

    private static void Correlate(ref double spikes, ref double steps, ref double ages, int births, int last, double sign)
    {
        var signs = Vector512.Create(sign);
        for (var row = 0; row <= last; row += 4)
        {
            ref var step = ref Unsafe.Add(ref steps, 8 * row);
            ref var target = ref Unsafe.Add(ref ages, 8 * row);
            Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
            for (var i = 0; i < births; i++)
            {
                var at = (nuint)(8 * i);
                var n = Vector512.LoadUnsafe(ref spikes, at);
                s0 = Vector512.FusedMultiplyAdd(n, Vector512.LoadUnsafe(ref step, at), s0);
                s1 = Vector512.FusedMultiplyAdd(n, Vector512.LoadUnsafe(ref step, at + 8), s1);
                s2 = Vector512.FusedMultiplyAdd(n, Vector512.LoadUnsafe(ref step, at + 16), s2);
                s3 = Vector512.FusedMultiplyAdd(n, Vector512.LoadUnsafe(ref step, at + 24), s3);
            }

            Vector512.FusedMultiplyAdd(signs, s0, Vector512.LoadUnsafe(ref target)).StoreUnsafe(ref target);
            Vector512.FusedMultiplyAdd(signs, s1, Vector512.LoadUnsafe(ref target, 8)).StoreUnsafe(ref target, 8);
            Vector512.FusedMultiplyAdd(signs, s2, Vector512.LoadUnsafe(ref target, 16)).StoreUnsafe(ref target, 16);
            Vector512.FusedMultiplyAdd(signs, s3, Vector512.LoadUnsafe(ref target, 24)).StoreUnsafe(ref target, 24);
        }
    }
}
