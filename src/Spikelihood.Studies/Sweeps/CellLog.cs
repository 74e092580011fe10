using System.Collections.Concurrent;
using System.Text;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Sweeps;

/// <summary>
/// The rows of finished cells, <c>cells.jsonl</c>: appended and forced to the disk one by one, so that a sweep that is killed loses only the cells it was at.
/// Half a row at the end, left by a kill, is cut off. One sweep at a time can have it open.
/// </summary>
internal sealed class CellLog : IDisposable
{
    private readonly FileStream _stream;
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<string, CellRecord> _known = new(StringComparer.Ordinal);

    /// <summary>Opens the log, or begins one.</summary>
    /// <exception cref="InputException">When another sweep has it open, it cannot be written, or it holds something else.</exception>
    public CellLog(string path)
    {
        try
        {
            _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be opened for writing; end the other sweep that uses this folder, or name another --out.", error);
        }

        try
        {
            Read(path);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>The row of a fingerprint, or null.</summary>
    public CellRecord? Find(string key) => _known.GetValueOrDefault(key);

    /// <summary>Adds a row; any thread may.</summary>
    public void Add(CellRecord row)
    {
        var line = Encoding.UTF8.GetBytes(RunJson.SerializeLine(row));
        lock (_writing)
        {
            _stream.Write(line);
            _stream.Flush(flushToDisk: true);
        }

        _known[row.Key] = row;
    }

    public void Dispose() => _stream.Dispose();

    private void Read(string path)
    {
        var bytes = new byte[_stream.Length];
        _stream.ReadExactly(bytes);
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        foreach (var (number, line) in Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            var row = Row(line) ?? throw new InputException(path, $"line {number + 1}", "this is not a row of a sweep; remove the file or name another --out.");
            _known[row.Key] = row;
        }

        _stream.SetLength(whole);
        _stream.Seek(0, SeekOrigin.End);
    }

    private static CellRecord? Row(string line)
    {
        try
        {
            return RunJson.Deserialize<CellRecord>(line, "");
        }
        catch (InputException)
        {
            return null;
        }
    }
}
