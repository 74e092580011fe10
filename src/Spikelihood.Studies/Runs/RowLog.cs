using System.Collections.Concurrent;
using System.Text;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Studies.Runs;

/// <summary>
/// The rows of the finished parts of long work, one JSON object a line: appended and forced to the disk one by one, so that work that is killed
/// loses only the parts it was at.
/// Half a row at the end, left by a kill, is cut off. One process at a time can have it open.
/// </summary>
/// <typeparam name="TRow">What is known of a part.</typeparam>
internal sealed class RowLog<TRow> : IDisposable
    where TRow : class
{
    private readonly Func<TRow, string> _key;
    private readonly string _work;
    private readonly FileStream _stream;
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<string, TRow> _known = new(StringComparer.Ordinal);

    /// <summary>Opens the log, or begins one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">A row's fingerprint.</param>
    /// <param name="work">What the work is called in messages: <c>sweep</c>.</param>
    /// <exception cref="InputException">When another process has it open, it cannot be written, or it holds something else.</exception>
    public RowLog(string path, Func<TRow, string> key, string work)
    {
        (_key, _work) = (key, work);
        try
        {
            _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be opened for writing; end the other {work} that uses this folder, or name another --out.", error);
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
    public TRow? Find(string key) => _known.GetValueOrDefault(key);

    /// <summary>Adds a row; any thread may.</summary>
    public void Add(TRow row)
    {
        var line = Encoding.UTF8.GetBytes(RunJson.SerializeLine(row));
        lock (_writing)
        {
            _stream.Write(line);
            _stream.Flush(flushToDisk: true);
        }

        _known[_key(row)] = row;
    }

    public void Dispose() => _stream.Dispose();

    private void Read(string path)
    {
        var bytes = new byte[_stream.Length];
        _stream.ReadExactly(bytes);
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        foreach (var (number, line) in Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            var row = Row(line) ?? throw new InputException(path, $"line {number + 1}", $"this is not a row of a {_work}; remove the file or name another --out.");
            _known[_key(row)] = row;
        }

        _stream.SetLength(whole);
        _stream.Seek(0, SeekOrigin.End);
    }

    private static TRow? Row(string line)
    {
        try
        {
            return RunJson.Deserialize<TRow>(line, "");
        }
        catch (InputException)
        {
            return null;
        }
    }
}
