using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Spikelihood.Studies.Sampling.Files;

/// <summary>
/// A table of numbers in NumPy's .npy format, version 1.0: magic, version, length of the header, the header (a Python literal padded with blanks to a
/// multiple of 64 bytes), then the numbers row by row, little-endian. Kinds: <c>&lt;f8</c> (double), <c>&lt;i8</c> (long), <c>|b1</c> (bool).
/// </summary>
internal static partial class NpyArray
{
    private const int Alignment = 64;
    private const int Preamble = 10;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    /// <summary>Writes a table.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="values">Row after row: <c>double</c>, <c>long</c> or <c>bool</c>.</param>
    /// <param name="rows">The number of rows.</param>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> values, int rows)
        where T : unmanaged
    {
        var header = string.Create(
            CultureInfo.InvariantCulture, $"{{'descr': '{Kind<T>()}', 'fortran_order': False, 'shape': ({rows}, {values.Length / rows}), }}");
        var length = (Preamble + header.Length + 1 + Alignment - 1) / Alignment * Alignment - Preamble;
        stream.Write(Magic);
        Span<byte> size = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(size, (ushort)length);
        stream.Write(size);
        stream.Write(Encoding.Latin1.GetBytes(header.PadRight(length - 1) + "\n"));
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
        }
        else
        {
            throw new PlatformNotSupportedException("NPZ files are written on little-endian machines.");
        }
    }

    /// <summary>Reads a table.</summary>
    /// <param name="bytes">All of the file.</param>
    /// <exception cref="FormatException">When it is no table of this kind; the message is the end of a sentence that begins with its name.</exception>
    public static (T[] Values, int Rows, int Columns) Read<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged
    {
        if (bytes.Length < Preamble || !bytes.StartsWith(Magic))
        {
            throw new FormatException("is not an array in NumPy's format 1.0");
        }

        var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[Magic.Length..]);
        if (bytes.Length < Preamble + length)
        {
            throw new FormatException("is cut short");
        }

        var header = HeaderPattern().Match(Encoding.Latin1.GetString(bytes.Slice(Preamble, length)));
        if (!header.Success || !int.TryParse(header.Groups["rows"].ValueSpan, CultureInfo.InvariantCulture, out var rows)
            || !int.TryParse(header.Groups["columns"].ValueSpan, CultureInfo.InvariantCulture, out var columns))
        {
            throw new FormatException("is not a table of chains and draws, row by row");
        }

        if (header.Groups["kind"].Value != Kind<T>())
        {
            throw new FormatException($"has numbers of kind {header.Groups["kind"].Value}, but needs {Kind<T>()}");
        }

        var data = bytes[(Preamble + length)..];
        return data.Length == (long)rows * columns * Unsafe.SizeOf<T>()
            ? (MemoryMarshal.Cast<byte, T>(data).ToArray(), rows, columns)
            : throw new FormatException("is cut short");
    }

    private static string Kind<T>() => typeof(T) == typeof(double) ? "<f8" : typeof(T) == typeof(long) ? "<i8" : typeof(T) == typeof(bool) ? "|b1"
        : throw new NotSupportedException($"There is no array of {typeof(T).Name}.");

    [GeneratedRegex(@"^\{'descr': '(?<kind>[^']+)', 'fortran_order': False, 'shape': \((?<rows>\d+), (?<columns>\d+)\), \} *\n$")]
    private static partial Regex HeaderPattern();
}
