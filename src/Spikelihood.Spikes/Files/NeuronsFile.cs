using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Files;

/// <summary>
/// Parameters of single neurons: header <c>unit,population,&lt;parameter&gt;,...</c>, one row a neuron, blank where a neuron does not have the parameter.
/// </summary>
public static class NeuronsFile
{
    private const string Expected = "unit,population,<parameter>,...";

    /// <summary>Whether the header of a data file is that of a table of neurons.</summary>
    /// <exception cref="InputException">When the file cannot be read.</exception>
    public static bool IsOne(string path)
    {
        using var rows = CsvRows.Open(path, RecordedFile.Expected);
        return IsHeader(rows.Header);
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="InputException">When the file is not one.</exception>
    public static NeuronTable Read(string path)
    {
        using var rows = CsvRows.Open(path, Expected);
        if (!IsHeader(rows.Header))
        {
            throw new InputException(path, null, $"has the header {string.Join(',', rows.Header)}, but parameters of neurons need {Expected}.");
        }

        var neurons = ImmutableArray.CreateBuilder<NeuronRow>();
        while (rows.Read())
        {
            neurons.Add(new NeuronRow(
                rows.Field(0).ToString(),
                rows.Field(1).ToString(),
                [.. Enumerable.Range(2, rows.Header.Length - 2).Select(field => rows.Field(field).IsEmpty ? (double?)null : rows.Number(field, "a number"))]));
        }

        return new NeuronTable([.. rows.Header[2..]], neurons.ToImmutable());
    }

    /// <summary>Writes a table that <see cref="Read"/> reads back unchanged.</summary>
    /// <exception cref="InputException">When the file cannot be written.</exception>
    public static void Write(string path, NeuronTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        AtomicFile.WriteText(path, writer =>
        {
            writer.WriteLine($"{SpikesFile.Unit},{SpikesFile.Population},{string.Join(',', table.Parameters.Select(CsvValues.Escape))}");
            foreach (var (unit, population, values) in table.Rows)
            {
                var numbers = values.Select(value => value?.ToString("R", CultureInfo.InvariantCulture));
                writer.WriteLine($"{CsvValues.Escape(unit)},{CsvValues.Escape(population)},{string.Join(',', numbers)}");
            }
        });
    }

    private static bool IsHeader(string[] header) =>
        header is [SpikesFile.Unit, SpikesFile.Population, _, ..] && !header.Contains(SpikesFile.Time);
}
