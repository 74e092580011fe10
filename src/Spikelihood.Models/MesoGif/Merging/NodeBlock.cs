using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Models.MesoGif.Merging;

/// <summary>
/// The nodes of eight neighbouring groups, followed from the merge to the end of the window: lane = group, one vector for the upper nodes and one for
/// the lower. Rows count steps since the first birth of the first group.
/// </summary>
/// <remarks>The operations of a row are counted in docs/performance.md.</remarks>
internal sealed partial class NodeBlock(MergePlan plan)
{
    private const int RecordLength = 64;

    /// <summary>Numbers kept for each birth: what it takes of its nodes' masses and variances, each in its group's lane.</summary>
    private const int PortionLength = 32;

    private readonly AlignedBuffer _history = new();
    private readonly AlignedBuffer _coordinates = new();
    private readonly double[] _mass = new double[16];
    private readonly double[] _variance = new double[16];
    private readonly double[] _survival = new double[16];
    private readonly double[] _gained = new double[16];
    private readonly double[] _previousRate = new double[16];
    private readonly double[] _massAdjoint = new double[16];
    private readonly double[] _varianceAdjoint = new double[16];
    private readonly double[] _survivalAdjoint = new double[16];
    private readonly double[] _gainedAdjoint = new double[16];
    private readonly double[] _nextHazardAdjoint = new double[16];
    private readonly double[] _coordinateAdjoint = new double[16 * (GroupLayout.Coordinates + 1)];
    private readonly AlignedBuffer _portions = new();
    private readonly AlignedBuffer _leavingStates = new();
    private readonly double[] _portionAdjoint = new double[PortionLength * plan.SuperBlock];
    private readonly bool[] _isSet = new bool[MergePlan.Groups];
    private int _first;
    private int _last;

    /// <summary>dt / 2, s.</summary>
    public double HalfStep { get; set; }

    /// <summary>The last row: the window's or the data's end.</summary>
    public int Last => _last;

    private int FirstRow => plan.Births + plan.Age - 1;

    /// <summary>Begins the groups whose first birth is <paramref name="first"/>; all are empty.</summary>
    public void Begin(int first, int steps)
    {
        _first = first;
        _last = Math.Min(steps - 1 - first, plan.Bins + plan.SuperBlock - 1);
        _isSet.AsSpan().Clear();
        _mass.AsSpan().Clear();
        _variance.AsSpan().Clear();
        Portions.Clear();
        _coordinates.Take(16 * GroupLayout.Coordinates).Clear();
    }

    /// <summary>The row in which a group's nodes take over.</summary>
    public int Entry(int group) => plan.Births * (group + 1) + plan.Age;

    /// <summary>Sets the nodes of a group.</summary>
    public void Set(int group, GroupNodes nodes)
    {
        if (nodes.IsEmpty)
        {
            return;
        }

        _isSet[group] = true;
        var coordinates = _coordinates.Take(16 * GroupLayout.Coordinates);
        for (var q = 0; q < GroupLayout.Coordinates; q++)
        {
            // Coordinates lower the exponent.
            var (upper, lower) = nodes.Coordinate(q);
            coordinates[16 * q + group] = -upper;
            coordinates[16 * q + 8 + group] = -lower;
        }

        var portions = Portions[(PortionLength * plan.Births * group)..];
        double upperMass = 0, lowerMass = 0, upperVariance = 0, lowerVariance = 0;
        for (var i = 0; i < plan.Births; i++)
        {
            var portion = portions.Slice(PortionLength * i, PortionLength);
            var (share, rest) = (nodes.Share[i], 1 - nodes.Share[i]);
            upperMass += portion[group] = share * nodes.Mass[i];
            lowerMass += portion[8 + group] = rest * nodes.Mass[i];
            upperVariance += portion[16 + group] = share * nodes.Variance[i];
            lowerVariance += portion[24 + group] = rest * nodes.Variance[i];
        }

        (_mass[group], _mass[8 + group], _variance[group], _variance[8 + group]) = (upperMass, lowerMass, upperVariance, lowerVariance);
    }

    /// <summary>
    /// Follows the nodes. A summing path adds their W, X, Y, Z and writes what leaves the window; a recording path keeps the history.
    /// </summary>
    /// <param name="kernels">The functions of age.</param>
    /// <param name="loss">Adaptation by other groups of this block.</param>
    /// <param name="logFree">log lambda_free by step.</param>
    /// <param name="older">Adaptation by births before this block, by step from <paramref name="origin"/>.</param>
    /// <param name="origin">The step that <paramref name="older"/> begins at.</param>
    /// <param name="sums">W, X, Y, Z, four a step; may be empty when recording.</param>
    /// <param name="leaving">m and v by birth step; may be empty when recording.</param>
    /// <param name="spikes">Spikes by birth step.</param>
    public void Forward<TPath>(
        MergedKernels kernels, LaneTable loss, ReadOnlySpan<double> logFree, ReadOnlySpan<double> older, int origin,
        Span<double> sums, Span<double> leaving, ReadOnlySpan<double> spikes)
        where TPath : struct, ICohortPath
    {
        _survival.AsSpan().Clear();
        _gained.AsSpan().Clear();
        _previousRate.AsSpan().Clear();
        for (var row = FirstRow; row <= _last;)
        {
            var entering = Entering(row);
            if (entering >= 0)
            {
                _survival[entering] = _survival[entering + 8] = 1;
                _gained[entering] = _gained[entering + 8] = 0;
            }

            var next = Math.Min(NextEntry(row), _last + 1);
            if (row < plan.Bins)
            {
                next = Math.Min(next, plan.Bins);
                Advance<TPath, Staying>(kernels, loss, logFree, older, origin, sums, row, next);
            }
            else
            {
                Advance<TPath, Leaving>(kernels, loss, logFree, older, origin, sums, row, next);
            }

            row = next;
        }

        if (!TPath.Records)
        {
            Leave(leaving, spikes);
        }
    }

    /// <summary>
    /// The way back over the recorded history. Adds the adjoints of the nodes' exponents to <paramref name="exponentAdjoint"/> (by step) and leaves
    /// them by group in <paramref name="exponents"/>.
    /// </summary>
    public void Backward<TPath>(
        MergedKernels kernels, ReadOnlySpan<double> sumsAdjoint, ReadOnlySpan<double> leavingAdjoint, ReadOnlySpan<double> spikes,
        Span<double> exponentAdjoint, LaneTable exponents)
        where TPath : struct, ICohortPath
    {
        foreach (var row in new[]
        {
            _massAdjoint, _varianceAdjoint, _survivalAdjoint, _gainedAdjoint, _nextHazardAdjoint, _coordinateAdjoint, _portionAdjoint,
        })
        {
            row.AsSpan().Clear();
        }

        for (var row = _last; row >= FirstRow;)
        {
            var until = Math.Max(LastEntry(row), FirstRow);
            if (row < plan.Bins)
            {
                Retreat<TPath, Staying>(sumsAdjoint, leavingAdjoint, exponentAdjoint, exponents, row, until);
            }
            else
            {
                until = Math.Max(until, plan.Bins);
                Retreat<TPath, Leaving>(sumsAdjoint, leavingAdjoint, exponentAdjoint, exponents, row, until);
            }

            var entered = Entering(until);
            if (entered >= 0)
            {
                // Before it enters, s and o of a group are 0 and no function of anything.
                _survivalAdjoint[entered] = _survivalAdjoint[entered + 8] = 0;
                _gainedAdjoint[entered] = _gainedAdjoint[entered + 8] = 0;
            }

            row = until - 1;
        }

        LeaveBack(leavingAdjoint);
        if (_last >= FirstRow)
        {
            SumCoordinates<TPath>(kernels);
        }
    }

    /// <summary>Hands the adjoints of a group's nodes to its members.</summary>
    public void GoBack(int group, GroupNodes nodes)
    {
        Span<(double Upper, double Lower)> mass = stackalloc (double, double)[plan.Births], variance = stackalloc (double, double)[plan.Births];
        for (var i = 0; i < plan.Births; i++)
        {
            var adjoint = _portionAdjoint.AsSpan(PortionLength * (plan.Births * group + i), PortionLength);
            mass[i] = (adjoint[group] + _massAdjoint[group], adjoint[8 + group] + _massAdjoint[8 + group]);
            variance[i] = (adjoint[16 + group] + _varianceAdjoint[group], adjoint[24 + group] + _varianceAdjoint[8 + group]);
        }

        Span<(double Upper, double Lower)> place = stackalloc (double, double)[GroupLayout.Coordinates];
        for (var q = 0; q < GroupLayout.Coordinates; q++)
        {
            place[q] = (-_coordinateAdjoint[16 * q + group], -_coordinateAdjoint[16 * q + 8 + group]);
        }

        nodes.GoBack(mass, variance, place);
    }

    /// <summary>Sum over a group's nodes and rows of (rows since the entry) times what is left of the reset times its adjoint.</summary>
    public double ResetByRow(int group)
    {
        var (by, entry) = (_coordinateAdjoint, Entry(group));
        ReadOnlySpan<double> coordinate = _coordinates.Take(16 * GroupLayout.Coordinates);
        double Of(int node, ReadOnlySpan<double> c) => c[16 * GroupLayout.Reset + node]
            * (by[16 * GroupLayout.Coordinates + node] - entry * by[16 * GroupLayout.Reset + node]);
        return Of(group, coordinate) + Of(group + 8, coordinate);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref double History() => ref MemoryMarshal.GetReference(_history.Take(RecordLength * Math.Max(_last - FirstRow + 1, 1)));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref double Portion() => ref MemoryMarshal.GetReference(Portions);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref double LeavingState() => ref MemoryMarshal.GetReference(_leavingStates.Take(PortionLength * plan.SuperBlock));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref double Coordinates() => ref MemoryMarshal.GetReference(_coordinates.Take(16 * GroupLayout.Coordinates));

    private int Entering(int row)
    {
        var since = row - plan.Births - plan.Age;
        return since >= 0 && since % plan.Births == 0 && since / plan.Births < MergePlan.Groups ? since / plan.Births : -1;
    }

    private int NextEntry(int row)
    {
        var group = (row - plan.Age) / plan.Births;
        return group < MergePlan.Groups ? Entry(group) : int.MaxValue;
    }

    private int LastEntry(int row)
    {
        var group = Math.Min((row - plan.Age) / plan.Births - 1, MergePlan.Groups - 1);
        return group >= 0 ? Entry(group) : int.MinValue;
    }

    private Span<double> Portions => _portions.Take(PortionLength * plan.SuperBlock);

    /// <summary>What each birth takes along when it leaves, by the survival s and the gained variance o that its nodes had then.</summary>
    private void Leave(Span<double> leaving, ReadOnlySpan<double> spikes)
    {
        ReadOnlySpan<double> portions = Portions, states = _leavingStates.Take(PortionLength * plan.SuperBlock);
        for (var row = Math.Max(plan.Bins, FirstRow); row <= _last; row++)
        {
            var birth = row - plan.Bins;
            var group = birth / plan.Births;
            if (_isSet[group] && spikes[_first + birth] > 0)
            {
                var portion = portions.Slice(PortionLength * birth, PortionLength);
                var state = states.Slice(PortionLength * birth, PortionLength);
                double m = 0, v = 0;
                foreach (var node in (ReadOnlySpan<int>)[group, group + 8])
                {
                    m += portion[node] * state[node];
                    v += portion[16 + node] * state[node] * state[node] + portion[node] * state[16 + node];
                }

                (leaving[2 * (_first + birth)], leaving[2 * (_first + birth) + 1]) = (m, v);
            }
        }
    }

    /// <summary>The adjoints of what each birth takes along, but for what all births of a group have in common.</summary>
    private void LeaveBack(ReadOnlySpan<double> leavingAdjoint)
    {
        for (var row = Math.Max(plan.Bins, FirstRow); row <= _last; row++)
        {
            var birth = row - plan.Bins;
            var group = birth / plan.Births;
            var (m, v) = (leavingAdjoint[2 * (_first + birth)], leavingAdjoint[2 * (_first + birth) + 1]);
            var record = _history.Take(RecordLength * (_last - FirstRow + 1))[(RecordLength * (row - FirstRow))..];
            var adjoint = _portionAdjoint.AsSpan(PortionLength * birth, PortionLength);
            foreach (var node in (ReadOnlySpan<int>)[group, group + 8])
            {
                var (fire, stay) = (record[16 + node], 1 - record[16 + node]);
                var survival = record[32 + node] * stay;
                var gained = stay * stay * record[48 + node] + fire * record[32 + node];
                adjoint[node] = m * survival + v * gained - adjoint[node];
                adjoint[16 + node] = v * survival * survival - adjoint[16 + node];
            }
        }
    }
}
