using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spikelihood.Numerics.Vectors;

namespace Spikelihood.Models.MesoGif.Merging;

/// <summary>Rows of eight numbers, one for each group of a <see cref="NodeBlock"/>, by step since the block's first birth; rows may begin below 0.</summary>
internal sealed class LaneTable
{
    private readonly AlignedBuffer _rows = new();
    private int _first;

    /// <summary>The last row.</summary>
    public int Last { get; private set; }

    /// <summary>Makes room for rows <paramref name="first"/> to <paramref name="last"/>; what they hold is undefined.</summary>
    public void Shape(int first, int last)
    {
        _first = first;
        Last = last;
        _rows.Take(8 * (last - first + 1));
    }

    /// <summary>All rows from <paramref name="row"/> on.</summary>
    public Span<double> From(int row) => _rows.Take(8 * (Last - _first + 1))[(8 * (row - _first))..];

    /// <summary>The first number of a row; others are reached from there.</summary>
    /// <remarks>Not inlined: what it takes to get there would use up what the compiler is ready to inline into a sweep.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ref double At(int row) => ref MemoryMarshal.GetReference(From(row));

    /// <summary>Copies one lane's numbers from <paramref name="row"/> on.</summary>
    public void CopyLane(int lane, int row, Span<double> target)
    {
        ref var source = ref From(row)[..(8 * target.Length)][lane];
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = Unsafe.Add(ref source, 8 * i);
        }
    }

    /// <summary>Sets everything to 0.</summary>
    public void Clear() => From(_first).Clear();

    /// <summary>Row p becomes the function at ages p, p - stride, p - 2 stride...; 0 outside the ages it is given for.</summary>
    /// <param name="byAge">The function; index = age.</param>
    /// <param name="stride">Births in a group.</param>
    public void FillByAge(ReadOnlySpan<double> byAge, int stride)
    {
        var rows = From(_first);
        for (var row = _first; row <= Last; row++)
        {
            for (var lane = 0; lane < 8; lane++)
            {
                var age = row - stride * lane;
                rows[8 * (row - _first) + lane] = (uint)age < (uint)byAge.Length ? byAge[age] : 0;
            }
        }
    }

    /// <summary>The transpose: adds every number to that of its age, for ages <paramref name="from"/> to <paramref name="to"/> - 1.</summary>
    public void FoldByAge(Span<double> byAge, int stride, int from, int to)
    {
        var rows = From(_first);
        for (var lane = 0; lane < 8; lane++)
        {
            var shift = stride * lane;
            var end = Math.Min(to, Last + 1 - shift);
            for (var age = Math.Max(from, _first - shift); age < end; age++)
            {
                byAge[age] += rows[8 * (age + shift - _first) + lane];
            }
        }
    }
}
