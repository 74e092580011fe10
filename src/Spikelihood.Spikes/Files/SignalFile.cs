using System.Globalization;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Files;

/// <summary>External input: header <c>time_s,&lt;population&gt;,...</c>, then one row a time step with currents in mA.</summary>
public static class SignalFile
{
    /// <summary>Reads the input of each population and step, mA; the time step is told from the time column.</summary>
    /// <exception cref="InputException">When the file is not a signal file.</exception>
    public static PopulationSeries<double> Read(string path) =>
        SeriesFile.Read(path, static (rows, field) => rows.Number(field, "an input in mA"));

    /// <summary>Writes a file that <see cref="Read"/> reads back unchanged, bit for bit.</summary>
    /// <exception cref="InputException">When the file cannot be written.</exception>
    public static void Write(string path, PopulationSeries<double> signal) =>
        SeriesFile.Write(path, signal, static (writer, value) => writer.Write(value.ToString("R", CultureInfo.InvariantCulture)));
}
