using System.Text;

namespace Spikelihood.Cli.Output;

/// <summary>
/// A table in plain text: the first column to the left, numbers to the right, as wide as its content. (Tables that fit themselves to a
/// terminal wrap at 80 columns when the output goes to a file, where a script would have to put them together again.)
/// </summary>
/// <param name="header">The columns' names.</param>
internal sealed class TextTable(params string[] header)
{
    private const string Gap = "  ";
    private readonly List<string[]> _rows = [header];

    /// <summary>Adds a row with one cell for each column.</summary>
    public void Add(params string[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, header.Length);
        _rows.Add(cells);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var widths = Enumerable.Range(0, header.Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in _rows)
        {
            var line = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]));
            text.AppendLine(string.Join(Gap, line).TrimEnd());
        }

        return text.ToString();
    }
}
