using System.Collections.Immutable;
using Spikelihood.Inference.Sampling;
using Spikelihood.Spikes.Files;

namespace Spikelihood.Studies.Sampling.Files;

/// <summary>Reads one CmdStan file.</summary>
/// <param name="path">The file as the user named it.</param>
internal sealed class CmdStanReader(string path)
{
    public const string LogDensity = "lp__";
    public const string Acceptance = "accept_stat__";
    public const string Adapted = "# Adaptation terminated";

    public static readonly string[] Diagnostics = [Acceptance, "stepsize__", "treedepth__", "n_leapfrog__", "divergent__", "energy__"];

    private readonly Dictionary<string, (string Name, string Unit)> _known = [];
    private string[]? _header;
    private int _headerLine;
    private int _line;
    private List<double[]> _rows = [];

    public CmdStanChain Read()
    {
        if (!File.Exists(path))
        {
            throw new InputException(path, null, "there is no such file; check the name and the folder it is relative to.");
        }

        foreach (var line in WholeText.Read(path).AsSpan().EnumerateLines())
        {
            _line++;
            if (line is ['#', ..])
            {
                Comment(line.ToString());
            }
            else if (!line.IsWhiteSpace())
            {
                Row(line);
            }
        }

        if (_header is null)
        {
            throw new InputException(path, null, $"has no header line; a file of draws as CmdStan writes it is needed, whose columns begin with {LogDensity}.");
        }

        return _rows.Count > 0 ? Chain() : throw new InputException(path, null, "has a header but no draws; was its run stopped?");
    }

    private void Comment(string comment)
    {
        if (comment.TrimEnd() == Adapted)
        {
            // What stands before is warm-up that was saved too.
            _rows = [];
        }
        else if (_header is null && CmdStanColumns.Parse(comment) is var (column, name, unit))
        {
            _known[column] = (name, unit);
        }
    }

    private void Row(ReadOnlySpan<char> line)
    {
        if (_header is null)
        {
            Header(line.ToString());
            return;
        }

        var row = new double[_header.Length];
        var field = 0;
        foreach (var range in line.Split(','))
        {
            if (field < row.Length && !CmdStanNumber.TryParse(line[range], out row[field]))
            {
                throw Wrong($"\"{line[range].Trim()}\" is not a number; column {_header[field]} needs one.");
            }

            field++;
        }

        if (field != row.Length)
        {
            throw Wrong($"has {field} {(field == 1 ? "field" : "fields")}, but the header has {row.Length}; was the file cut short?");
        }

        _rows.Add(row);
    }

    private void Header(string line)
    {
        _headerLine = _line;
        _header = line.Split(',', StringSplitOptions.TrimEntries);
        if (_header[0] != LogDensity)
        {
            throw Wrong($"is not the header of a file of draws: its columns must begin with {LogDensity}; name a file as CmdStan writes it.");
        }

        if (_header.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw Wrong($"the header names \"{twice.Key}\" twice; give each column its own name.");
        }

        if (_known.Keys.FirstOrDefault(column => !_header.Contains(column)) is { } absent)
        {
            throw Wrong($"there is no column {absent}, which a comment above describes; restore the column or remove the comment.");
        }
    }

    private CmdStanChain Chain()
    {
        // Whatever else ends in two underscores belongs to the sampler too.
        var parameters = Enumerable.Range(0, _header!.Length).Where(column => !_header[column].EndsWith("__", StringComparison.Ordinal)).ToArray();
        var named = parameters.Select(column => _known.TryGetValue(_header[column], out var own) ? own : (Name: CmdStanColumns.Plain(_header[column]), Unit: "")).ToArray();
        return new(
            [.. named.Select(parameter => parameter.Name)],
            [.. named.Select(parameter => parameter.Unit)],
            new([.. _rows.SelectMany(row => parameters.Select(column => row[column]))], [.. _rows.Select(row => row[0])], Transitions()));
    }

    private ImmutableArray<TransitionInfo> Transitions()
    {
        var columns = Array.ConvertAll(Diagnostics, name => Array.IndexOf(_header!, name));
        if (columns.Skip(1).All(column => column < 0))
        {
            return [];
        }

        if (Array.FindIndex(columns, column => column < 0) is >= 0 and var missing)
        {
            throw new InputException(path, $"line {_headerLine}", $"there is no column {Diagnostics[missing]}; sample with NUTS, whose files have it.");
        }

        return [.. _rows.Select(row => new TransitionInfo(
            row[columns[0]], row[columns[1]], (int)row[columns[2]], (int)row[columns[3]], row[columns[4]] != 0, row[columns[5]]))];
    }

    private InputException Wrong(string message) => new(path, $"line {_line}", message);
}
