using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Spikelihood.Numerics.Differentiation;

namespace Spikelihood.Studies.Runs;

/// <summary>
/// Writes every evaluation of an expensive function into a checkpoint, and answers from there what an earlier session has evaluated. Optimisers are
/// deterministic: given the same values and gradients they ask for the same positions, so work that begins again passes at once through
/// everything it had done, to the last bit, whatever it was doing and on however many threads when it was killed.
/// </summary>
/// <param name="checkpoint">Where evaluations are kept.</param>
public sealed class EvaluationMemory(Checkpoint checkpoint)
{
    /// <summary>A function that remembers <paramref name="function"/>, and is as safe to call from several threads.</summary>
    /// <param name="key">Stands for everything but the position that the function's value depends on.</param>
    /// <param name="function">The function.</param>
    public DifferentiableFunction Remember(string key, DifferentiableFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var known = new Dictionary<double[], (double Value, double[] Gradient)>(new BitwiseComparer());
        foreach (var entry in checkpoint.Earlier(key))
        {
            // Position, value, gradient.
            var numbers = Numbers(entry.Span);
            var dimension = (numbers.Length - 1) / 2;
            known[numbers[..dimension]] = (numbers[dimension], numbers[(dimension + 1)..]);
        }

        var lookup = known.GetAlternateLookup<ReadOnlySpan<double>>();
        return (position, gradient) =>
        {
            if (lookup.TryGetValue(position, out var earlier))
            {
                earlier.Gradient.CopyTo(gradient);
                return earlier.Value;
            }

            var value = function(position, gradient);
            checkpoint.Add(key, Bytes([.. position, value, .. gradient]));
            return value;
        };
    }

    private static byte[] Bytes(ReadOnlySpan<double> numbers)
    {
        var bytes = new byte[sizeof(double) * numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(sizeof(double) * i), numbers[i]);
        }

        return bytes;
    }

    private static double[] Numbers(ReadOnlySpan<byte> bytes)
    {
        var numbers = new double[bytes.Length / sizeof(double)];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(sizeof(double) * i)..]);
        }

        return numbers;
    }

    private sealed class BitwiseComparer : IEqualityComparer<double[]>, IAlternateEqualityComparer<ReadOnlySpan<double>, double[]>
    {
        public bool Equals(double[]? x, double[]? y) => Equals(x.AsSpan(), y!);

        public bool Equals(ReadOnlySpan<double> alternate, double[] other) =>
            MemoryMarshal.AsBytes(alternate).SequenceEqual(MemoryMarshal.AsBytes<double>(other));

        public int GetHashCode(double[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<double> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(MemoryMarshal.AsBytes(alternate));
            return hash.ToHashCode();
        }

        public double[] Create(ReadOnlySpan<double> alternate) => alternate.ToArray();
    }
}
