using System.Runtime.CompilerServices;

namespace Spikelihood.Numerics.Randomness;

/// <summary>
/// A counter-based random stream (Philox 4x32 with ten rounds; Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").
/// The numbers depend on (seed, purpose, index) and on nothing else, so work can be cut into streams that any number of
/// threads run in any order with the same result.
/// </summary>
public struct Rng
{
    private const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57, Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;
    private readonly uint _key0, _key1;
    private readonly ulong _stream;
    private ulong _counter;
    private ulong _first, _second;
    private int _left;
    private double _spareNormal;

    /// <summary>Opens the stream <paramref name="index"/> of <paramref name="purpose"/> under <paramref name="seed"/>.</summary>
    public Rng(ulong seed, StreamPurpose purpose, ulong index)
    {
        // The purpose is folded into the key through one mixing step, so that neighbouring seeds do not meet.
        var key = Mix(seed + 0x9E3779B97F4A7C15UL * (ulong)purpose);
        _key0 = (uint)key;
        _key1 = (uint)(key >> 32);
        _stream = index;
        _spareNormal = double.NaN;
    }

    /// <summary>Sixty-four uniformly random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        if (_left == 0)
        {
            Refill();
        }

        return --_left == 1 ? _first : _second;
    }

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A uniform whole number in [0, <paramref name="exclusiveMaximum"/>) (Lemire's multiply-shift with rejection).</summary>
    public int NextInt(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMaximum);
        var range = (ulong)exclusiveMaximum;
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low < range)
        {
            var threshold = unchecked(0UL - range) % range;
            while (low < threshold)
            {
                high = Math.BigMul(NextUInt64(), range, out low);
            }
        }

        return (int)high;
    }

    /// <summary>A standard normal number (Marsaglia's polar method).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            var spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }

        double x, y, square;
        do
        {
            x = 2 * NextDouble() - 1;
            y = 2 * NextDouble() - 1;
            square = x * x + y * y;
        }
        while (square >= 1 || square == 0);

        var scale = Math.Sqrt(-2 * Math.Log(square) / square);
        _spareNormal = y * scale;
        return x * scale;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refill()
    {
        uint c0 = (uint)_counter, c1 = (uint)(_counter >> 32), c2 = (uint)_stream, c3 = (uint)(_stream >> 32);
        uint k0 = _key0, k1 = _key1;
        for (var round = 0; round < 10; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ k0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ k1, (uint)product0);
            k0 += Weyl0;
            k1 += Weyl1;
        }

        _counter++;
        _first = c0 | ((ulong)c1 << 32);
        _second = c2 | ((ulong)c3 << 32);
        _left = 2;
    }
}
