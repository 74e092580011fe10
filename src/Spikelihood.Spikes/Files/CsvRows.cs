namespace Spikelihood.Spikes.Files;

/// <summary>
/// The rows of a comma-separated file, one at a time, without allocating: a spikes file holds millions. Fields are trimmed and may be
/// quoted (<c>""</c> stands for a quote inside); a quoted field ends on its own line. Blank lines are skipped.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    private const int LongestLine = 1 << 24;
    private readonly TextSource _source;
    private char[] _buffer = new char[1 << 16];
    private int _start, _end;
    private bool _ended;
    private char[] _row = [];
    private int _rowLength;
    private (int Start, int Length)[] _fields = new (int, int)[16];

    private CsvRows(string path) => (Path, _source) = (path, TextSource.Open(path));

    /// <summary>The file as the user named it.</summary>
    public string Path { get; }

    /// <summary>The current row's line in the file, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Number of fields in the current row.</summary>
    public int Count { get; private set; }

    /// <summary>The names in the first line.</summary>
    public string[] Header { get; private set; } = [];

    /// <summary>Opens the file and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">The header to suggest when there is none.</param>
    public static CsvRows Open(string path, string expected)
    {
        var rows = new CsvRows(path);
        try
        {
            if (!rows.Next())
            {
                throw new InputException(path, null, $"is empty; its first line should be {expected}");
            }

            rows.Header = new string[rows.Count];
            for (var field = 0; field < rows.Count; field++)
            {
                rows.Header[field] = rows.Field(field).ToString();
            }

            rows.CheckHeader(expected);
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>A field of the current row, valid until the next one is read.</summary>
    public ReadOnlySpan<char> Field(int index) => _row.AsSpan(_fields[index].Start, _fields[index].Length);

    /// <summary>Moves to the next row with the header's number of fields; false at the end of the file.</summary>
    public bool Read()
    {
        if (!Next())
        {
            return false;
        }

        return Count == Header.Length
            ? true
            : throw Wrong($"has {Count} {(Count == 1 ? "field" : "fields")}, but the header has {Header.Length}.");
    }

    /// <summary>An error at the current row.</summary>
    public InputException Wrong(string message) => new(Path, $"line {Line}", message);

    public void Dispose() => _source.Dispose();

    private void CheckHeader(string expected)
    {
        if (Header.All(name => double.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var _)))
        {
            throw Wrong($"is not a header: {CsvValues.Quote(string.Join(',', Header))} holds numbers; put the line {expected} before it.");
        }

        if (Count == 1 && Header[0].AsSpan().ContainsAny(";\t"))
        {
            throw Wrong($"fields must be separated by commas, as in {expected}");
        }

        var twice = Header.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw Wrong($"the header names {CsvValues.Quote(twice.Key)} twice; give each column its own name.");
        }

        if (Header.Contains(string.Empty))
        {
            throw Wrong($"column {Array.IndexOf(Header, string.Empty) + 1} has no name; name it or remove the extra comma.");
        }
    }

    private bool Next()
    {
        while (NextLine(out var line))
        {
            if (!line.IsWhiteSpace())
            {
                Split(line);
                return true;
            }
        }

        return false;
    }

    private bool NextLine(out ReadOnlySpan<char> line)
    {
        var searched = _start;
        while (true)
        {
            var newline = _buffer.AsSpan(searched, _end - searched).IndexOf('\n');
            if (newline >= 0 || _ended)
            {
                var stop = newline >= 0 ? searched + newline : _end;
                line = _buffer.AsSpan(_start, stop - _start);
                var found = newline >= 0 || !line.IsEmpty;
                _start = newline >= 0 ? stop + 1 : _end;
                Line += found ? 1 : 0;
                return found;
            }

            searched = _end - _start;
            Fill();
        }
    }

    private void Fill()
    {
        if (_end - _start == _buffer.Length)
        {
            if (_buffer.Length >= LongestLine)
            {
                throw new InputException(Path, $"line {Line + 1}", "is longer than any row could be; is this a CSV file?");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        }

        (_start, _end) = (0, _end - _start);
        var count = _source.Read(_buffer.AsSpan(_end));
        _ended = count == 0;
        _end += count;
    }

    private void Split(ReadOnlySpan<char> line)
    {
        if (_row.Length < line.Length)
        {
            _row = new char[Math.Max(256, line.Length * 2)];
        }

        (Count, _rowLength) = (0, 0);
        var rest = line;
        while (true)
        {
            var trimmed = rest.TrimStart();
            var start = _rowLength;
            int comma;
            if (trimmed is ['"', ..])
            {
                rest = Unquote(trimmed[1..]).TrimStart();
                comma = rest.IsEmpty ? -1 : rest[0] == ',' ? 0 : throw Wrong("has text after a closing quote; put a comma between fields.");
            }
            else
            {
                comma = rest.IndexOf(',');
                var field = (comma < 0 ? rest : rest[..comma]).Trim();
                field.CopyTo(_row.AsSpan(start));
                _rowLength += field.Length;
            }

            if (Count == _fields.Length)
            {
                Array.Resize(ref _fields, Count * 2);
            }

            _fields[Count++] = (start, _rowLength - start);
            if (comma < 0)
            {
                return;
            }

            rest = rest[(comma + 1)..];
        }
    }

    /// <summary>Copies a quoted field and returns what follows its closing quote.</summary>
    private ReadOnlySpan<char> Unquote(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var quote = text.IndexOf('"');
            if (quote < 0)
            {
                throw Wrong("has a quote that is not closed on the same line.");
            }

            var isDoubled = quote + 1 < text.Length && text[quote + 1] == '"';
            var piece = text[..(isDoubled ? quote + 1 : quote)];
            piece.CopyTo(_row.AsSpan(_rowLength));
            _rowLength += piece.Length;
            text = text[(quote + (isDoubled ? 2 : 1))..];
            if (!isDoubled)
            {
                return text;
            }
        }
    }
}
