using System.Collections.Immutable;
using Spikelihood.Spikes.Comparison;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Summaries;

/// <summary>Two recordings side by side over the stretch of time that both cover. What cannot be told is null.</summary>
/// <param name="Files">The files as the user named them.</param>
/// <param name="From">Where the compared stretch begins, s.</param>
/// <param name="To">Where it ends, s.</param>
/// <param name="Bin">Bin of the activity traces that are compared, s.</param>
/// <param name="PerNeuron">Whether activity is per neuron (sizes are known) or of whole populations.</param>
/// <param name="Populations">The agreement in each population.</param>
/// <param name="Correlation">Equation (32) of René 2020 over all populations; with a single trial of each, no trial averages exist.</param>
/// <param name="Rmse">Equation (33) over all populations, Hz.</param>
/// <param name="Bands">Edges of the frequency bands, Hz.</param>
/// <param name="First">Statistics of the first recording over the stretch.</param>
/// <param name="Second">Statistics of the second.</param>
public sealed record RecordingComparison(
    ImmutableArray<string> Files,
    double From,
    double To,
    double Bin,
    bool PerNeuron,
    ImmutableArray<PopulationAgreement> Populations,
    double? Correlation,
    double? Rmse,
    ImmutableArray<ImmutableArray<double>> Bands,
    ImmutableArray<PopulationStatistics> First,
    ImmutableArray<PopulationStatistics> Second)
{
    /// <summary>The bin of the published comparisons, s.</summary>
    public const double PublishedBin = 10e-3;

    /// <summary>Compares two recordings.</summary>
    /// <param name="first">One.</param>
    /// <param name="second">The other; its populations may be in another order, its time step and length may differ.</param>
    /// <param name="bin">Bin of the traces, s; a whole number of steps of either recording.</param>
    /// <param name="from">Where to begin, s, such as the end of the burn-in.</param>
    /// <exception cref="InputException">When they have nothing to compare.</exception>
    public static RecordingComparison Of(ComparedRecording first, ComparedRecording second, double bin = PublishedBin, double from = 0)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        second = second.Ordered(first);
        var start = Math.Max(from, Math.Max(first.Counts.Start, second.Counts.Start));
        var stop = Math.Min(first.Counts.Start + first.Counts.Duration, second.Counts.Start + second.Counts.Duration);
        // Whole bins: either recording ends with the other.
        var bins = (int)Math.Clamp(Math.Floor((stop - start) / bin + 1e-6), 0, int.MaxValue);
        if (bins < 2)
        {
            throw new InputException(
                $"{first.File} and {second.File} share {Math.Max(0, stop - start):0.######} s from {start:0.######} s on, less than two bins of {bin:0.######} s; give longer recordings or a shorter --bin.");
        }

        first = first.Cut(start, bin, bins);
        second = second.Cut(start, bin, bins);
        var isPerNeuron = first.Sizes is not null && second.Sizes is not null;
        var (x, y) = (first.Activity(isPerNeuron), second.Activity(isPerNeuron));
        var agreement = PerTrialAgreement.Compare([DisjointBins.Average(x, bin)], [OnGrid(DisjointBins.Average(y, bin), first, bin)]);
        return new RecordingComparison(
            [first.File, second.File],
            start,
            start + bins * bin,
            bin,
            isPerNeuron,
            [.. first.Counts.Populations.Select((name, population) => new PopulationAgreement(
                name, agreement.Correlation.PerPopulation[population].Mean.OrNull(), agreement.Rmse.PerPopulation[population].Mean.OrNull()))],
            agreement.Correlation.Across.Mean.OrNull(),
            agreement.Rmse.Across.Mean.OrNull(),
            RecordingStatistics.StandardBands,
            first.Statistics(x, isPerNeuron),
            second.Statistics(y, isPerNeuron));
    }

    // Bins made of different steps differ in their last digit; to the comparison they are the same bins.
    private static PopulationSeries<double> OnGrid(PopulationSeries<double> series, ComparedRecording like, double bin) => new(
        series.Populations,
        DisjointBins.StepsIn(bin, like.Counts.TimeStep) * like.Counts.TimeStep,
        [.. series.Populations.Select((_, population) => series.Of(population).ToArray())])
    { Start = series.Start };
}

/// <summary>How well two recordings of a population agree; null where a trace is constant.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Correlation">Pearson's correlation over time.</param>
/// <param name="Rmse">Root mean squared difference, Hz.</param>
public sealed record PopulationAgreement(string Name, double? Correlation, double? Rmse);
