using System.Collections.Immutable;
using System.Text;

namespace Spikelihood.Reports.Sweeps;

/// <summary>A table of a sweep, for a page or as Markdown.</summary>
/// <param name="Title">What it shows, in a few words.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="Columns">Heads of the columns.</param>
/// <param name="Rows">One cell for each column.</param>
public sealed record SweepTable(string Title, string Caption, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>The table as Markdown that is legible as it stands: its columns are as wide as their content.</summary>
    public string Markdown()
    {
        var widths = Columns.Select((head, column) => Math.Max(head.Length, Rows.Max(row => row[column].Length))).ToArray();
        var text = new StringBuilder();
        text.Append("## ").Append(Title).Append("\n\n").Append(Caption).Append("\n\n");
        AppendRow(text, Columns, widths);
        text.Append('|').AppendJoin('|', widths.Select((width, column) => new string('-', width + 1) + (column == 0 ? "-" : ":"))).Append("|\n");
        foreach (var row in Rows)
        {
            AppendRow(text, row, widths);
        }

        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, ImmutableArray<string> row, int[] widths)
    {
        for (var column = 0; column < row.Length; column++)
        {
            text.Append("| ").Append(column == 0 ? row[column].PadRight(widths[column]) : row[column].PadLeft(widths[column])).Append(' ');
        }

        text.Append("|\n");
    }
}
