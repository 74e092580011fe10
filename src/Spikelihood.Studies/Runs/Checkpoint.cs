using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Studies.Runs;

/// <summary>
/// What is finished of long work, in a file that outlives a kill at any moment: entries of bytes under keys, kept in the order in which they
/// were added. It belongs to work of one <see cref="Fingerprint"/>, and is removed when that work is complete.
/// </summary>
public sealed class Checkpoint : IDisposable
{
    /// <summary>An entry: the seconds so far, the length of the key, the key, the content.</summary>
    private const int SecondsLength = sizeof(double), HeadLength = SecondsLength + sizeof(int);

    private readonly string _path;
    private readonly AppendLog _log;
    private readonly IReadOnlyList<string> _made;
    private readonly ILookup<string, ReadOnlyMemory<byte>> _earlier;
    private readonly double _secondsBefore;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private volatile bool _holdsSomething;
    private bool _closed;

    private Checkpoint(string path, AppendLog log, IReadOnlyList<string> made)
    {
        (_path, _log, _made) = (path, log, made);
        var records = log.Earlier.Skip(1).Select(Taken).ToArray();
        _holdsSomething = records.Length > 0;
        _secondsBefore = records.LastOrDefault().Seconds;
        _earlier = records.ToLookup(record => record.Key, record => record.Content);
    }

    /// <summary>Time spent on the work, in whichever sessions, s.</summary>
    public double Seconds => _secondsBefore + _clock.Elapsed.TotalSeconds;

    /// <summary>Opens the checkpoint at <paramref name="path"/>, or begins one, with its folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fingerprint">What decides the work's result.</param>
    /// <param name="unfinished">What to do with an earlier one.</param>
    /// <exception cref="InputException">When it belongs to other work, is in use, or cannot be written.</exception>
    public static Checkpoint Open(string path, Fingerprint fingerprint, Unfinished unfinished)
    {
        ArgumentNullException.ThrowIfNull(fingerprint);
        var made = WritableFolder.Make(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var log = AppendLog.Open(path);
        try
        {
            var difference = log.Earlier.IsEmpty ? null : fingerprint.DifferenceFrom(Fingerprint.FromBytes(log.Earlier[0].Span));
            if (difference is not null && unfinished == Unfinished.GoOn)
            {
                throw new InputException(path, null, $"is of an unfinished run with {difference}; give --fresh to begin anew, or another --out");
            }

            if (difference is not null || unfinished == Unfinished.BeginAnew)
            {
                log.Dispose();
                File.Delete(path);
                log = AppendLog.Open(path);
            }

            if (log.Earlier.IsEmpty)
            {
                log.Append(fingerprint.ToBytes());
            }

            return new Checkpoint(path, log, made);
        }
        catch
        {
            log.Dispose();
            WritableFolder.RemoveEmpty(made);
            throw;
        }
    }

    /// <summary>What earlier sessions added under a key, oldest first.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Earlier(string key) => _earlier[key];

    /// <summary>Adds an entry; safe to call from several threads.</summary>
    /// <exception cref="InputException">When it cannot be written.</exception>
    public void Add(string key, ReadOnlySpan<byte> content)
    {
        var name = Encoding.UTF8.GetBytes(key);
        var record = new byte[HeadLength + name.Length + content.Length];
        BinaryPrimitives.WriteDoubleLittleEndian(record, Seconds);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(SecondsLength), name.Length);
        name.CopyTo(record.AsSpan(HeadLength));
        content.CopyTo(record.AsSpan(HeadLength + name.Length));
        _log.Append(record);
        _holdsSomething = true;
    }

    /// <summary>Removes the checkpoint: the work is done, or cannot be.</summary>
    public void Complete()
    {
        _holdsSomething = false;
        Dispose();
    }

    /// <summary>Closes the checkpoint and leaves it for a later session, unless it holds nothing.</summary>
    public void Dispose()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _log.Dispose();
        if (!_holdsSomething)
        {
            // Someone may have removed the whole folder meanwhile.
            if (File.Exists(_path))
            {
                File.Delete(_path);
            }

            WritableFolder.RemoveEmpty(_made);
        }
    }

    private static (double Seconds, string Key, ReadOnlyMemory<byte> Content) Taken(ReadOnlyMemory<byte> record)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(record.Span[SecondsLength..]);
        return (
            BinaryPrimitives.ReadDoubleLittleEndian(record.Span),
            Encoding.UTF8.GetString(record.Span.Slice(HeadLength, length)),
            record[(HeadLength + length)..]);
    }
}
