using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using Microsoft.Win32.SafeHandles;

namespace Spikelihood.Spikes.Files;

/// <summary>
/// A file of records that only grows. A record goes to the file at once, with its length and checksum, so that after an end at any moment
/// all records but a torn last one can be read back; the next record then takes the torn one's place. While it is open nobody else can open it.
/// </summary>
public sealed class AppendLog : IDisposable
{
    /// <summary>Before each record: its length and the checksum of length and content, 32 bits each, little-endian.</summary>
    private const int HeadLength = 8;

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly Lock _gate = new();
    private long _end;

    private AppendLog(string path, SafeFileHandle file)
    {
        (_path, _file) = (path, file);
        Earlier = Read();
    }

    private static ReadOnlySpan<byte> Magic => "spikelihood log 1\n"u8;

    /// <summary>The records that were whole when the file was opened, in the order in which they were written.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Earlier { get; }

    /// <summary>Opens a log, or begins one where there is none; its folder must be there.</summary>
    /// <exception cref="InputException">When it cannot be written, is in use, or is a file of another kind.</exception>
    public static AppendLog Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InputException(path, null, "is a folder, but a file is to be written there; name another --out");
        }

        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new AppendLog(path, file);
        }
        catch (Exception error)
        {
            file?.Dispose();
            throw error is IOException or UnauthorizedAccessException
                ? new InputException($"{path}: cannot be opened for writing ({FileProblem.Of(error)}); mend that or name another --out", error)
                : error;
        }
    }

    /// <summary>Writes a record; safe to call from several threads.</summary>
    /// <exception cref="InputException">When it cannot be written; what was written before stays readable.</exception>
    public void Append(ReadOnlySpan<byte> record)
    {
        var framed = new byte[HeadLength + record.Length];
        BinaryPrimitives.WriteInt32LittleEndian(framed, record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(framed.AsSpan(4), Checksum(record));
        record.CopyTo(framed.AsSpan(HeadLength));
        lock (_gate)
        {
            try
            {
                if (_end == 0)
                {
                    RandomAccess.Write(_file, Magic, 0);
                    _end = Magic.Length;
                }

                RandomAccess.Write(_file, framed, _end);
                _end += framed.Length;
            }
            catch (IOException error)
            {
                throw new InputException($"{_path}: could not be written ({FileProblem.Of(error)}); what it held is kept, mend that and give the same command again", error);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private ImmutableArray<ReadOnlyMemory<byte>> Read()
    {
        if (RandomAccess.GetLength(_file) is var size && size > Array.MaxLength)
        {
            throw new InputException(_path, null, "has grown too large to be read again; remove it and begin anew");
        }

        var bytes = new byte[size];
        for (var at = 0; at < bytes.Length;)
        {
            var count = RandomAccess.Read(_file, bytes.AsSpan(at), at);
            at = count > 0 ? at + count : throw new IOException("the file became shorter while it was read");
        }

        var known = Math.Min(bytes.Length, Magic.Length);
        if (!bytes.AsSpan(0, known).SequenceEqual(Magic[..known]))
        {
            throw new InputException(_path, null, "is not a file of this program; move it away or name another --out");
        }

        if (known < Magic.Length)
        {
            return [];
        }

        var records = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        ReadOnlyMemory<byte> rest = bytes.AsMemory(Magic.Length);
        while (rest.Length >= HeadLength && BinaryPrimitives.ReadInt32LittleEndian(rest.Span) is >= 0 and var length && length <= rest.Length - HeadLength)
        {
            var record = rest.Slice(HeadLength, length);
            if (BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[4..]) != Checksum(record.Span))
            {
                break;
            }

            records.Add(record);
            rest = rest[(HeadLength + length)..];
        }

        _end = bytes.Length - rest.Length;
        return records.ToImmutable();
    }

    /// <summary>CRC-32C. It begins with the length, so that a stretch of zeros is no record.</summary>
    private static uint Checksum(ReadOnlySpan<byte> record)
    {
        var sum = BitOperations.Crc32C(uint.MaxValue, (uint)record.Length);
        for (; record.Length >= 8; record = record[8..])
        {
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(record));
        }

        foreach (var last in record)
        {
            sum = BitOperations.Crc32C(sum, last);
        }

        return ~sum;
    }
}
