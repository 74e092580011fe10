using System.Runtime.Intrinsics.X86;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Models.MesoGif;

/// <summary>
/// Cohorts (the neurons that last fired in step b, for <see cref="Width"/> neighbouring b) followed through the window.
/// Because the counts are data, a cohort needs nothing of the others but the adaptation its predecessors cause:
/// u = h - Decay(a) D_b with D_b = h(b + reset age) - u_r, so the potential needs no recursion of its own.
/// </summary>
/// <remarks>The operations of a cohort step are counted in docs/performance.md.</remarks>
internal sealed partial class CohortBlock
{
    private const int MostCohorts = 16;

    private readonly AlignedBuffer _history = new();
    private readonly double[] _reset = new double[MostCohorts];
    private readonly double[] _spikes = new double[MostCohorts];
    private readonly double[] _survivors = new double[MostCohorts];
    private readonly double[] _variance = new double[MostCohorts];
    private readonly double[] _previousRate = new double[MostCohorts];
    private readonly double[] _survivorsAdjoint = new double[MostCohorts];
    private readonly double[] _varianceAdjoint = new double[MostCohorts];
    private readonly double[] _nextHazardAdjoint = new double[MostCohorts];
    private readonly double[] _resetAdjoint = new double[MostCohorts];
    private readonly double[] _resetAdjointByStep = new double[MostCohorts];
    private int _first;
    private int _end;

    /// <summary>Cohorts in a block: two vectors of eight where the processor has them, else one.</summary>
    public static int Width => IsWide ? 16 : 8;

    /// <summary>dt / 2, s.</summary>
    public double HalfStep { get; set; }

    /// <summary>-sum over ages of (adjoint of the exponent) Decay(a): the adjoint of D_b / delta_u, for each cohort.</summary>
    public ReadOnlySpan<double> ResetAdjoint => _resetAdjoint;

    /// <summary>The same weighted with k - first birth, from which the derivative of Decay by tau_m follows.</summary>
    public ReadOnlySpan<double> ResetAdjointByStep => _resetAdjointByStep;

    /// <summary>m of each cohort, as the last <see cref="Forward"/> left it.</summary>
    public ReadOnlySpan<double> Survivors => _survivors;

    /// <summary>v of each cohort, likewise.</summary>
    public ReadOnlySpan<double> Variance => _variance;

    /// <summary>Whether vectors of eight are the processor's own; a constant to the compiler.</summary>
    private static bool IsWide => Avx512F.IsSupported;

    /// <summary>Doubles kept of one step: escape rate, spike probability, m and v of every cohort.</summary>
    private static int RecordLength => 4 * Width;

    /// <summary>Sets up the cohorts born in steps <paramref name="first"/> to first + <see cref="Width"/> - 1.</summary>
    /// <param name="first">The first birth step.</param>
    /// <param name="steps">The length of the data.</param>
    /// <param name="bins">K.</param>
    /// <param name="counts">Spikes by step: how many neurons each cohort starts with.</param>
    /// <param name="reset">D_b / delta_u by birth step.</param>
    /// <param name="until">The step in which they are merged with others, if that is before they leave the window.</param>
    public void Begin(int first, int steps, int bins, ReadOnlySpan<double> counts, ReadOnlySpan<double> reset, int until = int.MaxValue)
    {
        _first = first;
        _end = Math.Min(Math.Min(steps, until), first + Width + bins);
        _spikes.AsSpan().Clear();
        _reset.AsSpan().Clear();
        var births = Math.Min(Width, steps - first);
        counts.Slice(first, births).CopyTo(_spikes);
        reset.Slice(first, births).CopyTo(_reset);
        _spikes.CopyTo(_survivors, 0);
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
            _history.Take(HistoryLength(kernels));
        }

        else
        {
            TakeOutUnborn(sums);
        }

        for (var k = _first + 1; k < _end;)
        {
            var departing = k - _first - kernels.Bins;
            var next = departing >= 0 ? k + 1 : Math.Min(_end, _first + kernels.Bins);
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
    /// <param name="mergedAdjoint">Adjoints of the m and v of every cohort that were merged in the end (all m, then all v); empty where none were.</param>
    public void Backward<TPath>(
        AgeKernels kernels, ReadOnlySpan<double> sumsAdjoint, ReadOnlySpan<double> leavingAdjoint, Span<double> exponentAdjoint, Span<double> younger, int origin, AgeSums ages,
        ReadOnlySpan<double> mergedAdjoint = default)
        where TPath : struct, ICohortPath
    {
        _survivorsAdjoint.AsSpan().Clear();
        _varianceAdjoint.AsSpan().Clear();
        if (!mergedAdjoint.IsEmpty)
        {
            mergedAdjoint[..Width].CopyTo(_survivorsAdjoint);
            mergedAdjoint[Width..].CopyTo(_varianceAdjoint);
        }

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
            ages.Add(_history.Take(HistoryLength(kernels)), Width, _end - 1 - _first, kernels.Center);
        }
    }

    /// <summary>
    /// All cohorts of the block stand in it from its first step on, and since nobody fires before he is born, they are whole when their time comes. Only the sum
    /// X counts them too early.
    /// </summary>
    private void TakeOutUnborn(Span<double> sums)
    {
        var unborn = 0.0;
        for (var lane = Width - 1; lane > 0; lane--)
        {
            unborn += _spikes[lane];
            if (_first + lane < _end)
            {
                sums[4 * (_first + lane) + 1] -= unborn;
            }
        }
    }

    private static int HistoryLength(AgeKernels kernels) => (kernels.Bins + Width) * RecordLength;

    private void Advance<TPath>(AgeKernels kernels, ReadOnlySpan<double> logFree, Span<double> sums, Span<double> older, int origin, int from, int to)
        where TPath : struct, ICohortPath
    {
        if (IsWide)
        {
            AdvanceTwo<TPath>(kernels, logFree, sums, older, origin, from, to);
        }
        else
        {
            AdvanceOne<TPath>(kernels, logFree, sums, older, origin, from, to);
        }
    }

    private void Retreat<TPath>(AgeKernels kernels, ReadOnlySpan<double> sumsAdjoint, Span<double> exponentAdjoint, Span<double> younger, int origin, int from, int to)
        where TPath : struct, ICohortPath
    {
        if (IsWide)
        {
            RetreatTwo<TPath>(kernels, sumsAdjoint, exponentAdjoint, younger, origin, from, to);
        }
        else
        {
            RetreatOne<TPath>(kernels, sumsAdjoint, exponentAdjoint, younger, origin, from, to);
        }
    }
}
