using System.Collections.Immutable;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Summaries;

/// <summary>The statistics of a recording. What does not apply to its kind, or cannot be told, is null.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Kind"><c>spikes</c> or <c>counts</c>.</param>
/// <param name="TimeStep">Length of a step, s; spikes are counted in steps of 1 ms.</param>
/// <param name="Duration">Length, s.</param>
/// <param name="PerNeuron">Whether activity is per neuron (sizes are known) or of the whole population.</param>
/// <param name="Bands">Edges of the frequency bands, Hz.</param>
/// <param name="Populations">Statistics of each population, in order.</param>
/// <param name="Correlation1Ms">Pearson's correlation between populations in 1 ms bins.</param>
/// <param name="Correlation10Ms">The same in 10 ms bins.</param>
/// <param name="Warnings">What looks wrong although it can be read.</param>
public sealed record RecordingStatistics(
    string File,
    string Kind,
    double TimeStep,
    double Duration,
    bool PerNeuron,
    ImmutableArray<ImmutableArray<double>> Bands,
    ImmutableArray<PopulationStatistics> Populations,
    ImmutableArray<ImmutableArray<double?>>? Correlation1Ms,
    ImmutableArray<ImmutableArray<double?>>? Correlation10Ms,
    ImmutableArray<string> Warnings)
{
    private const double FineBin = 1e-3, CoarseBin = 10e-3;

    /// <summary>The bands in which spectra of simulators are compared, Hz.</summary>
    public static ImmutableArray<ImmutableArray<double>> StandardBands { get; } =
        [[1, 5], [5, 10], [10, 20], [20, 40], [40, 80], [80, 160], [160, 320], [320, 480]];

    /// <summary>Reads a file and computes its statistics.</summary>
    /// <param name="path">A spikes or counts file.</param>
    /// <param name="sizes">Neurons in each population; of a spikes file the number of units, of a counts file unknown when null.</param>
    /// <exception cref="InputException">When it cannot be read, holds input currents, or sizes do not fit.</exception>
    public static RecordingStatistics Of(string path, ImmutableArray<int>? sizes = null) => Of(RecordedFile.Read(path), sizes);

    /// <summary>Computes the statistics of a file that has been read.</summary>
    /// <inheritdoc cref="Of(string, ImmutableArray{int}?)"/>
    public static RecordingStatistics Of(RecordedFile file, ImmutableArray<int>? sizes = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Spikes is { } spikes)
        {
            if (spikes.Duration > Plausibility.Day)
            {
                throw new InputException(file.Path, null, $"spans {spikes.Duration / Plausibility.Day:F0} days, too long for statistics: is time_s in another unit than s, such as ms or samples?");
            }

            var units = spikes.Units.ToLookup(unit => spikes.Populations.IsEmpty ? Binning.Unlabelled : unit.Population);
            var counted = Binning.Count(spikes, FineBin);
            var result = OfCounts(file.Path, counted, sizes ?? [.. counted.Populations.Select(name => units[name].Count())]);
            return result with
            {
                Kind = "spikes",
                Populations = [.. result.Populations.Select(population => population with { Intervals = IntervalSummary.Of(units[population.Name]) })],
                Warnings = Plausibility.Check(spikes),
            };
        }

        return file.Counts is { } counts
            ? OfCounts(file.Path, counts, sizes)
            : throw new InputException(file.Path, null, "holds input currents; statistics are of spikes or counts.");
    }

    private static RecordingStatistics OfCounts(string path, PopulationSeries<int> counts, ImmutableArray<int>? sizes)
    {
        var count = counts.Populations.Length;
        if (sizes is { } given && (given.Length != count || given.Any(size => size < 1)))
        {
            throw new InputException(path, null, $"has populations {string.Join(", ", counts.Populations)}; give one size of at least 1 for each.");
        }

        var used = sizes ?? [.. Enumerable.Repeat(1, count)];
        var activity = Activity.FromCounts(counts, used);
        return new RecordingStatistics(
            path,
            "counts",
            counts.TimeStep,
            counts.Duration,
            sizes is not null,
            StandardBands,
            [.. Enumerable.Range(0, count).Select(population => PopulationStatistics.Of(counts, activity, population, used[population], StandardBands))],
            Correlations(activity, FineBin),
            Correlations(activity, CoarseBin),
            Plausibility.Check(counts));
    }

    private static ImmutableArray<ImmutableArray<double?>>? Correlations(PopulationSeries<double> activity, double binWidth)
    {
        if (!PopulationStatistics.Fits(binWidth, activity))
        {
            return null;
        }

        var binned = DisjointBins.Average(activity, binWidth);
        var indices = Enumerable.Range(0, activity.Populations.Length);
        return [.. indices.Select(x => indices.Select(y => Correlation.Pearson(binned.Of(x), binned.Of(y)).OrNull()).ToImmutableArray())];
    }
}
