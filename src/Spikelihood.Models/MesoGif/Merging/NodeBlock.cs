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
    private readonly double[] _massPortions = new double[16 * plan.Births];
    private readonly double[] _variancePortions = new double[16 * plan.Births];
    private readonly double[] _massPortionAdjoint = new double[16 * plan.Births];
    private readonly double[] _variancePortionAdjoint = new double[16 * plan.Births];
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
        _massPortions.AsSpan().Clear();
        _variancePortions.AsSpan().Clear();
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

        for (var i = 0; i < plan.Births; i++)
        {
            Give(nodes.Share[i], i, group);
            Give(1 - nodes.Share[i], i, group + 8);
        }

        void Give(double share, int i, int node)
        {
            _mass[node] += _massPortions[16 * i + node] = share * nodes.Mass[i];
            _variance[node] += _variancePortions[16 * i + node] = share * nodes.Variance[i];
        }
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

            var next = Math.Min(row >= plan.Bins ? row + 1 : Math.Min(NextEntry(row), plan.Bins), _last + 1);
            Advance<TPath>(kernels, loss, logFree, older, origin, sums, row, next);
            if (row >= plan.Bins)
            {
                Leave(row, TPath.Records ? [] : leaving, spikes);
            }

            row = next;
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
            _massAdjoint, _varianceAdjoint, _survivalAdjoint, _gainedAdjoint, _nextHazardAdjoint, _coordinateAdjoint, _massPortionAdjoint, _variancePortionAdjoint,
        })
        {
            row.AsSpan().Clear();
        }

        for (var row = _last; row >= FirstRow;)
        {
            var until = row;
            if (row >= plan.Bins)
            {
                LeaveBack(row, leavingAdjoint, spikes);
            }
            else
            {
                until = Math.Max(LastEntry(row), FirstRow);
            }

            Retreat<TPath>(sumsAdjoint, exponentAdjoint, exponents, row, until);
            var entered = Entering(until);
            if (entered >= 0)
            {
                // Before it enters, s and o of a group are 0 and no function of anything.
                _survivalAdjoint[entered] = _survivalAdjoint[entered + 8] = 0;
                _gainedAdjoint[entered] = _gainedAdjoint[entered + 8] = 0;
            }

            row = until - 1;
        }

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
            var (upper, lower) = (16 * i + group, 16 * i + 8 + group);
            mass[i] = (_massPortionAdjoint[upper] + _massAdjoint[group], _massPortionAdjoint[lower] + _massAdjoint[8 + group]);
            variance[i] = (_variancePortionAdjoint[upper] + _varianceAdjoint[group], _variancePortionAdjoint[lower] + _varianceAdjoint[8 + group]);
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

    /// <summary>The births that reach age K in a row leave after it, each from its group.</summary>
    private void Leave(int row, Span<double> leaving, ReadOnlySpan<double> spikes)
    {
        var (group, i) = Math.DivRem(row - plan.Bins, plan.Births);
        var birth = _first + row - plan.Bins;
        if (!_isSet[group] || spikes[birth] == 0)
        {
            return;
        }

        double m = 0, v = 0;
        foreach (var node in (ReadOnlySpan<int>)[group, group + 8])
        {
            var (mass, variance, survival) = (_massPortions[16 * i + node], _variancePortions[16 * i + node], _survival[node]);
            m += mass * survival;
            v += variance * survival * survival + mass * _gained[node];
            _mass[node] -= mass;
            _variance[node] -= variance;
        }

        if (!leaving.IsEmpty)
        {
            (leaving[2 * birth], leaving[2 * birth + 1]) = (m, v);
        }

        if (spikes.Slice(birth + 1, plan.Births - 1 - i).IndexOfAnyExcept(0.0) < 0)
        {
            // The last one: no rounding stays behind.
            _mass[group] = _mass[8 + group] = _variance[group] = _variance[8 + group] = 0;
        }
    }

    private void LeaveBack(int row, ReadOnlySpan<double> leavingAdjoint, ReadOnlySpan<double> spikes)
    {
        var (group, i) = Math.DivRem(row - plan.Bins, plan.Births);
        var birth = _first + row - plan.Bins;
        if (!_isSet[group] || spikes[birth] == 0)
        {
            return;
        }

        var (m, v) = (leavingAdjoint[2 * birth], leavingAdjoint[2 * birth + 1]);
        var record = _history.Take(RecordLength * (_last - FirstRow + 1))[(RecordLength * (row - FirstRow))..];
        foreach (var node in (ReadOnlySpan<int>)[group, group + 8])
        {
            var (mass, variance) = (_massPortions[16 * i + node], _variancePortions[16 * i + node]);
            var (fire, stay) = (record[16 + node], 1 - record[16 + node]);
            var survival = record[32 + node] * stay;
            var gained = stay * stay * record[48 + node] + fire * record[32 + node];
            _massPortionAdjoint[16 * i + node] = m * survival + v * gained - _massAdjoint[node];
            _variancePortionAdjoint[16 * i + node] = v * survival * survival - _varianceAdjoint[node];
            _survivalAdjoint[node] += mass * m + 2 * variance * survival * v;
            _gainedAdjoint[node] += mass * v;
            _mass[node] += mass;
            _variance[node] += variance;
        }
    }
}
