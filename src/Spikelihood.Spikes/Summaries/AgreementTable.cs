using System.Collections.Immutable;
using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Comparison;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Summaries;

/// <summary>The agreement of two ensembles of trials.</summary>
/// <param name="Trials">How many trials each has.</param>
/// <param name="Populations">The agreement in each population.</param>
/// <param name="All">Over all populations.</param>
/// <param name="AverageErrors">
/// Where the errors of trial averages come from: <c>trials</c> drawn again; of a single pair <c>blocks</c> of time drawn again; or null, when there is
/// too little of either.
/// </param>
public sealed record AgreementTable(ImmutableArray<int> Trials, ImmutableArray<TrialAgreement> Populations, TrialAgreement All, string? AverageErrors)
{
    /// <summary>Length of a block of time that is drawn again, s.</summary>
    public const double Block = 1;

    internal static AgreementTable Of(
        IReadOnlyList<PopulationSeries<double>> first, IReadOnlyList<PopulationSeries<double>> second, ulong seed, Workers workers)
    {
        var perTrial = PerTrialAgreement.Compare(first, second, workers);
        var isPair = first.Count == 1 && second.Count == 1;
        var blockSteps = Math.Max(1, (int)Math.Round(Block / first[0].TimeStep));
        var averaged = isPair
            ? BlockBootstrap.Compare(first[0], second[0], blockSteps, seed)
            : TrialAveragedAgreement.Compare(first, second, seed, workers: workers);
        return new(
            [first.Count, second.Count],
            TrialAgreement.Populations(perTrial, averaged),
            TrialAgreement.All(perTrial, averaged),
            !isPair ? "trials" : first[0].Steps >= BlockBootstrap.FewestBlocks * blockSteps ? "blocks" : null);
    }
}
