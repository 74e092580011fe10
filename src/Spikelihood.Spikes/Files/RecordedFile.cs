using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Files;

/// <summary>A data file of whichever kind its header says; exactly one of the three contents is there.</summary>
public sealed record RecordedFile
{
    internal const string Expected = "unit,population,time_s (spikes) or time_s,<population>,... (counts, input)";

    private RecordedFile(string path) => Path = path;

    /// <summary>The file as the user named it.</summary>
    public string Path { get; }

    /// <summary>The content of a spikes file.</summary>
    public SpikeRecording? Spikes { get; private init; }

    /// <summary>The content of a counts file.</summary>
    public PopulationSeries<int>? Counts { get; private init; }

    /// <summary>The content of a file of input currents.</summary>
    public PopulationSeries<double>? Signal { get; private init; }

    /// <summary>
    /// Reads a file. Counts and input have the same header: whole numbers that are never negative are counts, unless the file's name begins
    /// with "stimulus".
    /// </summary>
    /// <exception cref="InputException">When the file is none of the known kinds, or a wrong one.</exception>
    public static RecordedFile Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] header;
        using (var rows = CsvRows.Open(path, Expected))
        {
            header = rows.Header;
        }

        if (header[0] != SeriesFile.Time || header.Contains(SpikesFile.Unit))
        {
            return new RecordedFile(path) { Spikes = SpikesFile.Read(path) };
        }

        var signal = SignalFile.Read(path);
        var isSignal = System.IO.Path.GetFileName(path).StartsWith("stimulus", StringComparison.OrdinalIgnoreCase) || !IsCounts(signal);
        return isSignal ? new RecordedFile(path) { Signal = signal } : new RecordedFile(path) { Counts = ToCounts(signal) };
    }

    private static bool IsCounts(PopulationSeries<double> signal)
    {
        for (var population = 0; population < signal.Populations.Length; population++)
        {
            foreach (var value in signal.Of(population))
            {
                if (value < 0 || value > int.MaxValue || value != Math.Floor(value))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static PopulationSeries<int> ToCounts(PopulationSeries<double> signal) => new(
        signal.Populations,
        signal.TimeStep,
        [.. signal.Populations.Select((_, population) => Array.ConvertAll(signal.Of(population).ToArray(), value => (int)value))])
    { Start = signal.Start };
}
