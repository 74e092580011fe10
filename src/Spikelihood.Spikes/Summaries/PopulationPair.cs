using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Summaries;

/// <summary>Pearson's correlation between the activities of two populations, averaged over trials; null where one is constant or bins do not fit.</summary>
/// <param name="X">One population.</param>
/// <param name="Y">The other.</param>
/// <param name="First1Ms">In A, in 1 ms bins.</param>
/// <param name="Second1Ms">In B, in 1 ms bins.</param>
/// <param name="First10Ms">In A, in 10 ms bins.</param>
/// <param name="Second10Ms">In B, in 10 ms bins.</param>
public sealed record PopulationPair(string X, string Y, double? First1Ms, double? Second1Ms, double? First10Ms, double? Second10Ms)
{
    internal static IEnumerable<PopulationPair> All(IReadOnlyList<PopulationSeries<double>> first, IReadOnlyList<PopulationSeries<double>> second)
    {
        var names = first[0].Populations;
        for (var x = 0; x < names.Length; x++)
        {
            for (var y = x + 1; y < names.Length; y++)
            {
                yield return new PopulationPair(
                    names[x], names[y], Mean(first, x, y, 1e-3), Mean(second, x, y, 1e-3), Mean(first, x, y, 10e-3), Mean(second, x, y, 10e-3));
            }
        }
    }

    private static double? Mean(IReadOnlyList<PopulationSeries<double>> trials, int x, int y, double binWidth) =>
        trials.All(trial => PopulationStatistics.Fits(binWidth, trial))
            ? trials.Average(trial =>
            {
                var steps = DisjointBins.StepsIn(binWidth, trial.TimeStep);
                return Correlation.Pearson(DisjointBins.Average(trial.Of(x), steps), DisjointBins.Average(trial.Of(y), steps));
            }).OrNull()
            : null;
}
