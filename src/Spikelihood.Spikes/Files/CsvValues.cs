using System.Globalization;

namespace Spikelihood.Spikes.Files;

/// <summary>What a field may hold, and the sentence for one that holds something else.</summary>
internal static class CsvValues
{
    private const int LongestQuote = 40;

    /// <summary>A finite number.</summary>
    /// <param name="rows">The row.</param>
    /// <param name="field">Which field.</param>
    /// <param name="needs">What belongs there, for the message: "a time in s".</param>
    public static double Number(this CsvRows rows, int field, string needs)
    {
        var text = rows.Field(field);
        if (text.IsEmpty)
        {
            throw rows.Wrong($"column {rows.Header[field]} is blank; it needs {needs}.");
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            throw rows.Wrong($"{Quote(text)} is not a number; column {rows.Header[field]} needs {needs}.");
        }

        return double.IsFinite(value)
            ? value
            : throw rows.Wrong($"{Quote(text)} is not a finite number; column {rows.Header[field]} needs {needs}.");
    }

    /// <summary>A whole number of spikes; written as 3 or, as some tools do, 3.0.</summary>
    public static int SpikeCount(this CsvRows rows, int field)
    {
        var text = rows.Field(field);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return count;
        }

        var value = rows.Number(field, "a whole number of spikes");
        if (value < 0)
        {
            throw rows.Wrong($"{Quote(text)} is negative; column {rows.Header[field]} needs a whole number of spikes, 0 or more.");
        }

        if (value != Math.Floor(value))
        {
            throw rows.Wrong($"{Quote(text)} is not a whole number; column {rows.Header[field]} needs the number of spikes in the step, not a rate.");
        }

        return value <= int.MaxValue
            ? (int)value
            : throw rows.Wrong($"{Quote(text)} is more spikes than a step can hold; check column {rows.Header[field]}.");
    }

    /// <summary>Text as it may be shown in a message: in quotes, on one line, not too long.</summary>
    public static string Quote(ReadOnlySpan<char> text)
    {
        var shown = text.Length > LongestQuote ? $"{text[..LongestQuote]}..." : text.ToString();
        return $"\"{string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c))}\"";
    }

    /// <summary>A name as it must be written so that it is read back as one field.</summary>
    public static string Escape(string name) =>
        name.AsSpan().IndexOfAny(",\"\r\n") < 0 && name == name.Trim() ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
