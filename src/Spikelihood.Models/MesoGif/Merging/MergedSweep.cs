using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Spikelihood.Models.MesoGif.Merging;

/// <summary>
/// One population's cohorts with the old ones merged: eight neighbouring groups at a time, the young cohorts of each followed on their own to the
/// group's merge (or to the window's end where a group is not merged), and from there its two nodes. Chunks and threads are <see cref="PopulationSweep"/>'s.
/// </summary>
internal sealed class MergedSweep
{
    private readonly PopulationStructure _structure;
    private readonly GroupLayout _layout;
    private readonly MergePlan _plan;
    private readonly AgeKernels _young;
    private readonly MergedKernels _old;
    private readonly double[] _counts;
    private readonly double[] _reset;
    private readonly double[] _logFree;
    private readonly double[] _merged;
    private readonly double[] _totals;
    private PopulationValues _values;

    /// <summary>Sets up one population.</summary>
    /// <param name="structure">The population.</param>
    /// <param name="layout">Its groups.</param>
    /// <param name="young">Its functions of age, kept by the owner.</param>
    /// <param name="counts">Its spikes by step.</param>
    /// <param name="reset">D_b / delta_u by birth step, kept by the owner.</param>
    /// <param name="logFree">log lambda_free by step, kept by the owner.</param>
    public MergedSweep(PopulationStructure structure, GroupLayout layout, AgeKernels young, double[] counts, double[] reset, double[] logFree)
    {
        (_structure, _layout, _plan, _young) = (structure, layout, layout.Plan, young);
        (_counts, _reset, _logFree) = (counts, reset, logFree);
        _old = new(structure, _plan);
        _merged = new double[2 * layout.Spikes.Length];
        _totals = new double[Adapts ? layout.Spikes.Length / Births * RowsOfTotals : 0];
    }

    /// <summary>The age at which cohorts become free.</summary>
    public int Bins => _plan.Bins;

    /// <summary>Births that are swept together.</summary>
    public int Births => _plan.SuperBlock;

    /// <summary>Cohort steps for each birth, roughly.</summary>
    public int CohortSteps => _plan.Age + _plan.Births + 2 * _plan.Bins / _plan.Births;

    private int RowsOfTotals => Bins + Births;

    private bool Adapts => _structure.Components > 0;

    private int Steps => _counts.Length;

    /// <summary>Computes the functions of age.</summary>
    public void Fill(in PopulationValues values)
    {
        _values = values;
        _old.Fill(values);
    }

    /// <summary>Follows the births from <paramref name="origin"/> to <paramref name="end"/> - 1 and collects their sums.</summary>
    /// <param name="origin">The chunk's first birth.</param>
    /// <param name="end">Behind its last birth.</param>
    /// <param name="older">What earlier chunks' spikes do, by step from <paramref name="origin"/>; advanced.</param>
    /// <param name="sums">W, X, Y, Z, four a step.</param>
    /// <param name="leaving">m and v that leave the window, by birth step.</param>
    /// <param name="scratch">The thread's memory.</param>
    public void Sum(int origin, int end, Span<double> older, Span<double> sums, Span<double> leaving, CohortScratch scratch)
    {
        for (var first = origin; first < end; first += Births)
        {
            if (_layout.Spikes.AsSpan(first, Births).IndexOfAnyExcept(0.0) < 0)
            {
                continue;
            }

            if (Adapts)
            {
                Sum<AdaptingSum>(first, origin, older, sums, leaving, scratch);
            }
            else
            {
                Sum<PlainSum>(first, origin, older, sums, leaving, scratch);
            }
        }
    }

    /// <summary>The way back over the same births, last ones first.</summary>
    public ChunkResult Back(
        int origin, int end, Span<double> older, Span<double> future, ReadOnlySpan<double> sumsAdjoint, ReadOnlySpan<double> leavingAdjoint,
        Span<double> exponentAdjoint, Span<double> resetAdjoint, CohortScratch scratch)
    {
        var merged = scratch.Merged(_plan);
        var ages = scratch.Ages(_young.Decay.Length);
        if (Adapts)
        {
            foreach (var table in new[] { merged.Own, merged.Interpolated, merged.Within, merged.Beyond })
            {
                table.Shape(-_plan.Births, _old.LastRow + 8);
                table.Clear();
            }
        }

        double reset = 0, decay = 0;
        for (var first = origin + (end - origin - 1) / Births * Births; first >= origin; first -= Births)
        {
            if (_layout.Spikes.AsSpan(first, Births).IndexOfAnyExcept(0.0) < 0)
            {
                continue;
            }

            if (Adapts)
            {
                // What the block found before it: going back in time, its spikes are taken out again.
                AddTotals(first, origin, older, -1);
                Back<AdaptingRecord>(first, origin, older, future, sumsAdjoint, leavingAdjoint, exponentAdjoint, resetAdjoint, scratch, ages, ref reset, ref decay);
            }
            else
            {
                Back<PlainRecord>(first, origin, older, future, sumsAdjoint, leavingAdjoint, exponentAdjoint, resetAdjoint, scratch, ages, ref reset, ref decay);
            }
        }

        var result = new ChunkResult(reset, decay, new AdaptationAdjoint(_structure.Components));
        if (Adapts)
        {
            var length = _plan.Bins + _plan.Births + 1;
            var own = scratch.OwnByAge(length);
            var recalled = scratch.RecalledByAge(length);
            ages.AddByAge(_young, own, recalled);
            merged.Own.FoldByAge(own, _plan.Births, 0, length);
            merged.Interpolated.FoldByAge(recalled, _plan.Births, 0, length);
            merged.Within.FoldByAge(recalled, _plan.Births, 0, _plan.Bins);
            merged.Beyond.FoldByAge(recalled, _plan.Births, _plan.Bins, length);
            result.Adaptation.Collect(_structure, _values, _old.ThresholdByAge, own, recalled);
        }

        return result;
    }

    private void Sum<TPath>(int first, int origin, Span<double> older, Span<double> sums, Span<double> leaving, CohortScratch scratch)
        where TPath : struct, ICohortPath
    {
        var merged = scratch.Merged(_plan);
        var nodes = merged.Nodes;
        nodes.Begin(first, Steps);
        nodes.HalfStep = scratch.Block.HalfStep = _structure.TimeStep / 2;
        if (TPath.Adapts)
        {
            merged.Adaptation.Fill(_layout.Spikes.AsSpan(first, Births), Merged(first), _old, LastRow(first));
        }

        for (var group = 0; group < MergePlan.Groups; group++)
        {
            var start = first + group * _plan.Births;
            if (!HasSpikes(start))
            {
                continue;
            }

            Before(group, first, origin, older, merged);
            var until = Until(start);
            for (var block = start; block < start + _plan.Births && block < Steps; block += CohortBlock.Width)
            {
                scratch.Block.Begin(block, Steps, Bins, _counts, _reset, until);
                scratch.Block.Forward<TPath>(_young, _logFree, sums, merged.Older, start, leaving);
                scratch.Block.Survivors[..CohortBlock.Width].CopyTo(_merged.AsSpan(block));
                scratch.Block.Variance[..CohortBlock.Width].CopyTo(_merged.AsSpan(_layout.Spikes.Length + block));
            }

            if (until < Steps)
            {
                Find(start, merged.Members[group]);
                nodes.Set(group, merged.Members[group]);
            }
        }

        nodes.Forward<TPath>(_old, merged.Adaptation.Loss, _logFree, older, origin, sums, leaving, _layout.Spikes);
        if (TPath.Adapts)
        {
            merged.Adaptation.Totals[..(LastRow(first) + 1)].CopyTo(Totals(first));
            AddTotals(first, origin, older, 1);
        }
    }

    private void Back<TPath>(
        int first, int origin, Span<double> older, Span<double> future, ReadOnlySpan<double> sumsAdjoint, ReadOnlySpan<double> leavingAdjoint,
        Span<double> exponentAdjoint, Span<double> resetAdjoint, CohortScratch scratch, AgeSums ages, ref double reset, ref double decay)
        where TPath : struct, ICohortPath
    {
        var merged = scratch.Merged(_plan);
        var nodes = merged.Nodes;
        nodes.Begin(first, Steps);
        nodes.HalfStep = scratch.Block.HalfStep = _structure.TimeStep / 2;
        for (var group = 0; group < MergePlan.Groups; group++)
        {
            if (HasSpikes(first + group * _plan.Births) && Until(first + group * _plan.Births) < Steps)
            {
                Find(first + group * _plan.Births, merged.Members[group]);
                nodes.Set(group, merged.Members[group]);
            }
        }

        if (TPath.Adapts)
        {
            merged.Adaptation.Fill(_layout.Spikes.AsSpan(first, Births), Merged(first), _old, LastRow(first));
            merged.Exponents.Shape(1 - _plan.Births, LastRow(first) + _plan.Births + 8);
            merged.Exponents.Clear();
        }

        nodes.Forward<TPath>(_old, merged.Adaptation.Loss, _logFree, older, origin, [], [], _layout.Spikes);
        nodes.Backward<TPath>(_old, sumsAdjoint, leavingAdjoint, _layout.Spikes, exponentAdjoint, merged.Exponents);
        if (TPath.Adapts)
        {
            nodes.SumAges(merged.Own, merged.Interpolated);
        }

        for (var group = MergePlan.Groups - 1; group >= 0; group--)
        {
            if (HasSpikes(first + group * _plan.Births))
            {
                BackYoung<TPath>(group, first, origin, older, sumsAdjoint, leavingAdjoint, exponentAdjoint, resetAdjoint, scratch, ages, ref reset, ref decay);
            }
        }

        if (TPath.Adapts)
        {
            GoBackAmongGroups(first, origin, future, merged);
        }
    }

    private void BackYoung<TPath>(
        int group, int first, int origin, Span<double> older, ReadOnlySpan<double> sumsAdjoint, ReadOnlySpan<double> leavingAdjoint,
        Span<double> exponentAdjoint, Span<double> resetAdjoint, CohortScratch scratch, AgeSums ages, ref double reset, ref double decay)
        where TPath : struct, ICohortPath
    {
        var merged = scratch.Merged(_plan);
        var nodes = merged.Nodes;
        var start = first + group * _plan.Births;
        var until = Until(start);
        var end = End(start);
        var isMerged = until < Steps;
        Span<double> adjoint = stackalloc double[isMerged ? 2 * CohortBlock.Width : 0];
        var members = merged.Members[group];
        var leftover = isMerged ? Leftover(start, until) : [];
        if (isMerged)
        {
            nodes.GoBack(group, members);
            decay += nodes.ResetByRow(group);
        }

        merged.Younger.AsSpan(0, end - start + 1).Clear();
        var width = CohortBlock.Width;
        for (var block = start + _plan.Births - width; block >= start; block -= width)
        {
            if (block >= Steps)
            {
                continue;
            }

            var at = block - start;
            if (isMerged)
            {
                members.MassAdjoint.AsSpan(at, width).CopyTo(adjoint);
                members.VarianceAdjoint.AsSpan(at, width).CopyTo(adjoint[width..]);
            }

            if (TPath.Adapts)
            {
                Before(group, first, origin, older, merged);
                EarlierSpikes.Add(_counts, _young, start, block, Math.Max(end - block, 0), merged.Older.AsSpan(block - start));
            }

            scratch.Block.Begin(block, Steps, Bins, _counts, _reset, until);
            scratch.Block.Forward<TPath>(_young, _logFree, [], merged.Older, start, []);
            scratch.Block.Backward<TPath>(_young, sumsAdjoint, leavingAdjoint, exponentAdjoint, merged.Younger, start, ages, adjoint);
            for (var lane = 0; lane < width && block + lane < Steps; lane++)
            {
                var birth = block + lane;
                var own = scratch.Block.ResetAdjoint[lane];
                decay += (scratch.Block.ResetAdjointByStep[lane] - (lane + _structure.ResetAge) * own) * _reset[birth];
                if (isMerged)
                {
                    var left = members.ResetAdjoint[at + lane] * leftover[at + lane];
                    own += left;
                    decay += (until - birth - _structure.ResetAge) * left * _reset[birth];
                }

                resetAdjoint[birth] = own;
                reset += own * _reset[birth];
            }
        }

        if (TPath.Adapts)
        {
            var rows = merged.Exponents.From(0);
            for (var k = start + 1; k < end; k++)
            {
                rows[8 * (k - first) + group] += merged.Younger[k - start];
            }
        }
    }

    private void GoBackAmongGroups(int first, int origin, Span<double> future, MergedScratch merged)
    {
        var last = LastRow(first);
        var later = future[(first - origin)..];
        var totals = merged.Totals.AsSpan(0, last + 1);
        totals[0] = 0;
        ref var rows = ref merged.Exponents.At(0);
        for (var row = 1; row <= last; row++)
        {
            totals[row] = Vector512.Sum(Vector512.LoadUnsafe(ref rows, (nuint)(8 * row)));
        }

        merged.Adaptation.GoBack(_layout.Spikes.AsSpan(first, Births), Merged(first), merged.Exponents, later, last, merged.Within, merged.Beyond);
        TensorPrimitives.Add(later[..(last + 1)], totals, later[..(last + 1)]);
    }

    private int LastRow(int first) => Math.Min(Steps - 1 - first, Bins + Births - 1);

    private ReadOnlySpan<bool> Merged(int first) => _layout.IsMerged.AsSpan(first / _plan.Births, MergePlan.Groups);

    /// <summary>The step in which the group that begins at <paramref name="start"/> is merged; never, where it is not.</summary>
    private int Until(int start) => _layout.IsMerged[start / _plan.Births] ? start + _plan.Births + _plan.Age : int.MaxValue;

    /// <summary>Behind the last step in which the group's cohorts are followed on their own.</summary>
    private int End(int start) => Math.Min(Math.Min(Until(start), start + _plan.Births + Bins), Steps);

    private bool HasSpikes(int start) => _layout.Spikes.AsSpan(start, _plan.Births).IndexOfAnyExcept(0.0) >= 0;

    /// <summary>exp(-(age - reset age) dt / tau_m) at the merge, for each birth of a group.</summary>
    private ReadOnlySpan<double> Leftover(int start, int until) => _young.Decay.AsSpan(_young.Center - (until - start), _plan.Births);

    /// <summary>Adaptation by all births before a group, over the steps in which its cohorts are followed on their own.</summary>
    private void Before(int group, int first, int origin, ReadOnlySpan<double> older, MergedScratch merged)
    {
        if (!Adapts)
        {
            return;
        }

        var start = first + group * _plan.Births;
        var length = End(start) - start - 1;
        if (length > 0)
        {
            var own = merged.Older.AsSpan(1, length);
            merged.Adaptation.Loss.CopyLane(group, start - first + 1, own);
            TensorPrimitives.Add(own, older.Slice(start - origin + 1, length), own);
        }
    }

    /// <summary>Puts a group's members before the quadrature.</summary>
    private void Find(int start, GroupNodes group)
    {
        var until = start + _plan.Births + _plan.Age;
        _merged.AsSpan(start, _plan.Births).CopyTo(group.Mass);
        _merged.AsSpan(_layout.Spikes.Length + start, _plan.Births).CopyTo(group.Variance);
        TensorPrimitives.Multiply(_reset.AsSpan(start, _plan.Births), Leftover(start, until), group.Leftover);
        group.Find(_layout, start);
    }

    /// <summary>Adds what a block's spikes do to later births, as the sweep forward has kept it.</summary>
    private void AddTotals(int first, int origin, Span<double> older, double sign)
    {
        var length = LastRow(first);
        if (length > 0)
        {
            var target = older.Slice(first - origin + 1, length);
            TensorPrimitives.MultiplyAdd(Totals(first).Slice(1, length), sign, target, target);
        }
    }

    private Span<double> Totals(int first) => _totals.AsSpan(first / Births * RowsOfTotals, RowsOfTotals);
}
