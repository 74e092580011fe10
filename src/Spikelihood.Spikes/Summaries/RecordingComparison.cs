using System.Collections.Immutable;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Comparison;
using Spikelihood.Spikes.Files;
using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Summaries;

/// <summary>Two sets of trials, A and B, side by side over the stretch of time that all cover. What cannot be told is null.</summary>
public sealed record RecordingComparison
{
    /// <summary>The bin of the published comparisons, s.</summary>
    public const double PublishedBin = 10e-3;

    /// <summary>A and B as the user named them.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>Where the compared stretch begins, s.</summary>
    public required double From { get; init; }

    /// <summary>Where it ends, s.</summary>
    public required double To { get; init; }

    /// <summary>Bin of the activity traces that are compared, s.</summary>
    public required double Bin { get; init; }

    /// <summary>Whether activity is per neuron (sizes are known) or of whole populations.</summary>
    public required bool PerNeuron { get; init; }

    /// <summary>How many trials A and B have.</summary>
    public required ImmutableArray<int> Trials { get; init; }

    /// <summary>Equation (32) over all populations: <see cref="All"/>'s, for whoever wants two numbers.</summary>
    public double? Correlation => All.Correlation;

    /// <summary>Equation (33) over all populations, Hz.</summary>
    public double? Rmse => All.Rmse;

    /// <summary>Equations 32 to 35 of René 2020 over all populations.</summary>
    public required TrialAgreement All { get; init; }

    /// <summary>The same in each population.</summary>
    public required ImmutableArray<TrialAgreement> Populations { get; init; }

    /// <summary>Where the errors of trial averages come from, as in <see cref="AgreementTable.AverageErrors"/>.</summary>
    public required string? AverageErrors { get; init; }

    /// <summary>What could be reached at best; null when A is a single trial.</summary>
    public required AgreementCeiling? Ceiling { get; init; }

    /// <summary>Edges of the frequency bands, Hz.</summary>
    public required ImmutableArray<ImmutableArray<double>> Bands { get; init; }

    /// <summary>Spectra of B over those of A, population by population.</summary>
    public required ImmutableArray<SpectrumRatio> Spectra { get; init; }

    /// <summary>Statistics of A's populations.</summary>
    public required ImmutableArray<TrialStatistics> First { get; init; }

    /// <summary>Statistics of B's.</summary>
    public required ImmutableArray<TrialStatistics> Second { get; init; }

    /// <summary>Correlations between populations.</summary>
    public required ImmutableArray<PopulationPair> Pairs { get; init; }

    /// <summary>What a reader should know, one sentence each.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    private static readonly (double From, double To)[] Octaves =
        [(1, 2), (2, 4), (4, 8), (8, 16), (16, 32), (32, 64), (64, 128), (128, 256), (256, 500)];

    /// <summary>Compares two sets of trials.</summary>
    /// <param name="first">A.</param>
    /// <param name="second">B; its populations may be in another order, time steps and lengths may differ.</param>
    /// <param name="bin">Bin of the traces, s; a whole number of steps of every trial.</param>
    /// <param name="from">Where to begin, s, such as the end of the burn-in.</param>
    /// <param name="seed">Of the bootstrap.</param>
    /// <param name="workers">Threads; one when null.</param>
    /// <exception cref="InputException">When they have nothing to compare.</exception>
    public static RecordingComparison Of(
        ComparedTrials first, ComparedTrials second, double bin = PublishedBin, double from = 0, ulong seed = 1, Workers? workers = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var names = first.Populations;
        (first, second) = (first.Ordered(names, first.Name), second.Ordered(names, first.Name));
        var start = Math.Max(from, Math.Max(first.Common.Start, second.Common.Start));
        var stop = Math.Min(first.Common.Stop, second.Common.Stop);
        // Whole bins: either recording ends with the other.
        var bins = (int)Math.Clamp(Math.Floor((stop - start) / bin + 1e-6), 0, int.MaxValue);
        if (bins < 2)
        {
            throw new InputException(
                $"{first.Name} and {second.Name} share {Math.Max(0, stop - start):0.######} s from {start:0.######} s on, less than two bins of {bin:0.######} s; give longer recordings or a shorter --bin.");
        }

        var (cutFirst, cutSecond) = (first.Cut(start, bin, bins), second.Cut(start, bin, bins));
        var isPerNeuron = first.Sizes is not null && second.Sizes is not null;
        ImmutableArray<int> whole = [.. names.Select(_ => 1)];
        var (sizesFirst, sizesSecond) = isPerNeuron ? (first.Sizes!.Value, second.Sizes!.Value) : (whole, whole);
        var (x, y) = (Activities(cutFirst, sizesFirst), Activities(cutSecond, sizesSecond));
        var (binnedX, binnedY) = (Binned(x, bin), Binned(y, bin));
        var powers = names.Select((_, population) => (First: BandPower.Of(x, population, Octaves), Second: BandPower.Of(y, population, Octaves))).ToArray();
        workers ??= Workers.One;
        var agreement = AgreementTable.Of(binnedX, binnedY, seed, workers);
        return new RecordingComparison
        {
            Files = [first.Name, second.Name],
            From = start,
            To = start + bins * bin,
            Bin = bin,
            PerNeuron = isPerNeuron,
            Trials = agreement.Trials,
            All = agreement.All,
            Populations = agreement.Populations,
            AverageErrors = agreement.AverageErrors,
            Ceiling = AgreementCeiling.Of(binnedX, binnedY, seed, workers),
            Bands = [.. Octaves.Select(band => ImmutableArray.Create(band.From, band.To))],
            Spectra = [.. names.Select((name, i) => SpectrumRatio.Of(name, powers[i].First, powers[i].Second))],
            First = [.. names.Select((_, i) => TrialStatistics.Of(cutFirst, x, i, sizesFirst[i], powers[i].First))],
            Second = [.. names.Select((_, i) => TrialStatistics.Of(cutSecond, y, i, sizesSecond[i], powers[i].Second))],
            Pairs = [.. PopulationPair.All(x, y)],
            Notes = [.. ComparisonNotes.Of(first, second, cutFirst, cutSecond)],
        };
    }

    private static PopulationSeries<double>[] Activities(ComparedTrials trials, ImmutableArray<int> sizes) =>
        [.. trials.Trials.Select(trial => Activity.FromCounts(trial, sizes))];

    // Bins made of different steps differ in their last digit; to the comparison they are the same bins.
    private static PopulationSeries<double>[] Binned(PopulationSeries<double>[] trials, double bin) =>
    [
        .. trials.Select(trial =>
        {
            var steps = DisjointBins.StepsIn(bin, trial.TimeStep);
            return new PopulationSeries<double>(
                trial.Populations, bin, [.. trial.Populations.Select((_, population) => DisjointBins.Average(trial.Of(population), steps))]);
        }),
    ];
}
