using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Charts;

/// <summary>One line of a legend: a sample and its meaning.</summary>
/// <param name="Label">The meaning.</param>
/// <param name="Line">A line sample, or null.</param>
/// <param name="Band">Whether a shaded band surrounds the line.</param>
/// <param name="Marker">A point sample, or null.</param>
public sealed record LegendEntry(string Label, Stroke? Line = null, bool Band = false, Marker? Marker = null);

/// <summary>Samples and their meanings in a row above the data, wrapped when the row is full.</summary>
internal static class Legend
{
    public const double LineHeight = 16;
    private const double FontSize = 11;
    private const double Gap = 16;

    /// <summary>Height that the entries need in a row of a width, px.</summary>
    public static double Height(IReadOnlyList<LegendEntry> entries, double width) =>
        entries.Count == 0 ? 0 : (Rows(entries, width)[^1].Row + 1) * LineHeight;

    /// <summary>Width of all entries in one row, px.</summary>
    public static double Width(IReadOnlyList<LegendEntry> entries) => entries.Sum(EntryWidth) - Gap;

    /// <summary>Draws the entries; (x, y) is the upper left corner.</summary>
    public static void Draw(SvgCanvas canvas, double x, double y, double width, IReadOnlyList<LegendEntry> entries)
    {
        foreach (var (entry, row, offset) in Rows(entries, width))
        {
            var (left, middle) = (x + offset, y + row * LineHeight + LineHeight / 2);
            var sample = SampleWidth(entry);
            if (entry.Band && entry.Line is { } band)
            {
                canvas.Rectangle(new Box(left, middle - 4.5, sample, 9), band.Colour, LinePanel.BandOpacity);
            }

            if (entry.Line is { } line)
            {
                canvas.Line(left, middle, left + sample, middle, line);
            }

            entry.Marker?.Draw(canvas, left + sample / 2, middle);
            canvas.Text(left + sample + 5, middle + 4, entry.Label, new TextStyle(FontSize));
        }
    }

    private static List<(LegendEntry Entry, int Row, double Offset)> Rows(IReadOnlyList<LegendEntry> entries, double width)
    {
        var rows = new List<(LegendEntry, int, double)>();
        var (row, offset) = (0, 0.0);
        foreach (var entry in entries)
        {
            if (offset > 0 && offset + EntryWidth(entry) - Gap > width)
            {
                (row, offset) = (row + 1, 0);
            }

            rows.Add((entry, row, offset));
            offset += EntryWidth(entry);
        }

        return rows;
    }

    private static double EntryWidth(LegendEntry entry) => SampleWidth(entry) + 5 + TextMetrics.Width(entry.Label, FontSize) + Gap;

    private static double SampleWidth(LegendEntry entry) => entry.Line is null ? 8 : 22;
}
