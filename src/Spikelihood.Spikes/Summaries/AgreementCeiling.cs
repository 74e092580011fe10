using Spikelihood.Numerics.Parallelism;
using Spikelihood.Spikes.Recordings;

namespace Spikelihood.Spikes.Summaries;

/// <summary>
/// What a perfect model could reach: trials of A against other trials of A, and B against A, all with equally many trials, because averages over more
/// trials agree better whatever the model.
/// </summary>
/// <param name="Best">Every second trial of A against the others.</param>
/// <param name="Reached">The former trials of A against as many of B.</param>
public sealed record AgreementCeiling(AgreementTable Best, AgreementTable Reached)
{
    /// <summary>The comparison; null when A is a single trial.</summary>
    internal static AgreementCeiling? Of(
        IReadOnlyList<PopulationSeries<double>> first, IReadOnlyList<PopulationSeries<double>> second, ulong seed, Workers workers)
    {
        var trials = Math.Min(first.Count / 2, second.Count);
        if (trials == 0)
        {
            return null;
        }

        PopulationSeries<double>[] Half(int which) => [.. first.Where((_, trial) => trial % 2 == which).Take(trials)];
        var half = Half(0);
        return new(AgreementTable.Of(half, Half(1), seed, workers), AgreementTable.Of(half, [.. second.Take(trials)], seed, workers));
    }
}
