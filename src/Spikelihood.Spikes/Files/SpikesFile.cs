using System.Globalization;
using System.IO.Compression;
using System.Text;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Files;

/// <summary>
/// Spike times: header <c>unit,population,time_s</c> in any order, <c>population</c> optional, one row a spike, rows in any order.
/// Read plain or gzip-compressed; written compressed when the name ends in <c>.gz</c>. A unit is known by its population and its name
/// together; one that never fired has no row and so does not appear.
/// </summary>
public static class SpikesFile
{
    internal const string Unit = "unit", Population = "population", Time = "time_s";
    private const string Expected = "unit,population,time_s";

    /// <summary>Reads the spikes of each unit.</summary>
    /// <exception cref="InputException">When the file is not a spikes file.</exception>
    public static SpikeRecording Read(string path)
    {
        using var rows = CsvRows.Open(path, Expected);
        var (unit, population, time) = Columns(rows);
        var units = new SpikeSorter();
        while (rows.Read())
        {
            var name = rows.Field(unit);
            if (name.IsEmpty)
            {
                throw rows.Wrong("column unit is blank; it needs the unit's name or number.");
            }

            var seconds = rows.Number(time, "a time in s");
            if (seconds < 0)
            {
                throw rows.Wrong($"{seconds.ToString("R", CultureInfo.InvariantCulture)} s is before time 0; shift all times so that the recording begins at 0, or remove the row.");
            }

            units.Add(population < 0 ? default : rows.Field(population), name, seconds);
        }

        return units.Count == 0
            ? throw new InputException(path, null, "has a header but no spikes.")
            : units.ToRecording();
    }

    /// <summary>Writes a file that <see cref="Read"/> reads back unchanged, unit after unit; the population column only where there is one.</summary>
    /// <exception cref="InputException">When the file cannot be written.</exception>
    public static void Write(string path, SpikeRecording recording)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(recording);
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            AtomicFile.WriteText(path, writer => WriteRows(writer, recording));
            return;
        }

        AtomicFile.Write(path, stream =>
        {
            using var zip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            using var writer = new StreamWriter(zip, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
            WriteRows(writer, recording);
        });
    }

    private static void WriteRows(TextWriter writer, SpikeRecording recording)
    {
        var isLabelled = recording.Units.Any(unit => unit.Population is not null);
        writer.WriteLine(isLabelled ? Expected : $"{Unit},{Time}");
        Span<char> digits = stackalloc char[32];
        foreach (var unit in recording.Units)
        {
            var label = isLabelled ? $"{CsvValues.Escape(unit.Name)},{CsvValues.Escape(unit.Population ?? string.Empty)}," : $"{CsvValues.Escape(unit.Name)},";
            foreach (var time in unit.Times)
            {
                writer.Write(label);
                time.TryFormat(digits, out var length, "R", CultureInfo.InvariantCulture);
                writer.Write(digits[..length]);
                writer.Write('\n');
            }
        }
    }

    private static (int Unit, int Population, int Time) Columns(CsvRows rows)
    {
        var header = rows.Header;
        var (unit, time) = (Array.IndexOf(header, Unit), Array.IndexOf(header, Time));
        if (unit < 0 || time < 0)
        {
            throw rows.Wrong($"needs columns unit,time_s (population is optional); found {string.Join(", ", header)}.");
        }

        var unknown = header.FirstOrDefault(name => name is not (Unit or Population or Time));
        return unknown is null
            ? (unit, Array.IndexOf(header, Population), time)
            : throw rows.Wrong($"column {CsvValues.Quote(unknown)} is not known; a spikes file has unit, population (optional) and time_s.");
    }
}
