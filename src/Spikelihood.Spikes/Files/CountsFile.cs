using System.Globalization;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Files;

/// <summary>Spike counts: header <c>time_s,&lt;population&gt;,...</c>, then one row a time step with whole numbers of spikes.</summary>
public static class CountsFile
{
    /// <summary>Reads spikes per population and step; the time step is told from the time column.</summary>
    /// <exception cref="InputException">When the file is not a counts file.</exception>
    public static PopulationSeries<int> Read(string path) => SeriesFile.Read(path, CsvValues.SpikeCount);

    /// <summary>Writes a file that <see cref="Read"/> reads back unchanged.</summary>
    /// <exception cref="InputException">When the file cannot be written.</exception>
    public static void Write(string path, PopulationSeries<int> counts) =>
        SeriesFile.Write(path, counts, static (writer, count) => writer.Write(count.ToString(CultureInfo.InvariantCulture)));
}
