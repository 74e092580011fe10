using System.Collections.Immutable;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Files;

/// <summary>What counts and stimulus files share: <c>time_s,&lt;population&gt;,...</c>, one row a step.</summary>
internal static class SeriesFile
{
    /// <summary>Name of the first column.</summary>
    public const string Time = "time_s";

    private const string Expected = "time_s,<population>,...";

    /// <summary>Reads a field as a value.</summary>
    public delegate T ReadValue<T>(CsvRows rows, int field);

    public static PopulationSeries<T> Read<T>(string path, ReadValue<T> value)
        where T : unmanaged
    {
        using var rows = CsvRows.Open(path, Expected);
        var populations = Populations(rows);
        var times = new TimeColumn();
        var columns = populations.Select(_ => new List<T>()).ToArray();
        while (rows.Read())
        {
            times.Add(rows, 0);
            for (var population = 0; population < columns.Length; population++)
            {
                columns[population].Add(value(rows, population + 1));
            }
        }

        return times.Count == 0
            ? throw new InputException(path, null, "has a header but no rows; it needs one row for each time step.")
            : new PopulationSeries<T>(populations, times.Step(path), [.. columns.Select(column => column.ToArray())]) { Start = times.Start };
    }

    public static void Write<T>(string path, PopulationSeries<T> series, Action<TextWriter, T> value)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(series);
        var times = new TimeText(series.Start, series.TimeStep);
        AtomicFile.WriteText(path, writer =>
        {
            writer.WriteLine($"{Time},{string.Join(',', series.Populations.Select(CsvValues.Escape))}");
            for (var step = 0; step < series.Steps; step++)
            {
                writer.Write(times[step]);
                for (var population = 0; population < series.Populations.Length; population++)
                {
                    writer.Write(',');
                    value(writer, series.Of(population)[step]);
                }

                writer.WriteLine();
            }
        });
    }

    private static ImmutableArray<string> Populations(CsvRows rows)
    {
        var header = rows.Header;
        if (header.Contains(SpikesFile.Unit))
        {
            throw rows.Wrong("this is a spikes file (it has a column unit); a file with one row per time step is needed here.");
        }

        if (header[0] != Time)
        {
            var mend = header.Contains(Time) ? "move time_s to the front" : $"it needs {Expected}";
            throw rows.Wrong($"the first column is {CsvValues.Quote(header[0])}, not time_s; {mend}.");
        }

        return header.Length == 1
            ? throw rows.Wrong($"names no population; the header should be {Expected}")
            : [.. header.Skip(1)];
    }
}
