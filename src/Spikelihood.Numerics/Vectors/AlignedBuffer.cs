using System.Runtime.CompilerServices;

namespace Spikelihood.Numerics.Vectors;

/// <summary>A growing block of doubles that begins at a 64-byte boundary and never moves, so that vector loads do not straddle cache lines.</summary>
public sealed class AlignedBuffer
{
    private double[] _storage = [];
    private int _offset;

    /// <summary>At least <paramref name="length"/> doubles; contents are undefined after growth.</summary>
    public Span<double> Take(int length)
    {
        if (_storage.Length < length + 8)
        {
            _storage = GC.AllocateUninitializedArray<double>(length + 8, pinned: true);
            unsafe
            {
                var address = (nuint)Unsafe.AsPointer(ref _storage[0]);
                _offset = (int)((64 - address % 64) % 64 / sizeof(double));
            }
        }

        return _storage.AsSpan(_offset, length);
    }
}
