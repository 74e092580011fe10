using System.Collections.Immutable;
using MathNet.Numerics.Distributions;
using Spikelihood.Inference.Diagnostics;
using Spikelihood.Spikes.Statistics;
using Spikelihood.Studies.Runs;
using static System.FormattableString;

namespace Spikelihood.Studies.Prediction;

/// <summary>Ranks what sums up the data among the same of simulations (posterior predictive p-values), and says in words what lies outside.</summary>
internal static class PosteriorStatistics
{
    /// <summary>Data that lie as far out as this in the simulations are told of.</summary>
    private const double Level = 0.01;

    /// <summary>Among fewer simulations a rank says nothing.</summary>
    private const int LeastSimulations = 3;

    /// <summary>All statistics of one input; none of too few simulations, and not those that the data or most simulations do not define.</summary>
    /// <param name="data">One trial.</param>
    /// <param name="simulated">One trial at each draw.</param>
    public static ImmutableArray<PredictiveStatistic> Of(Ensemble data, Ensemble simulated)
    {
        if (simulated.Fine.Length < LeastSimulations)
        {
            return [];
        }

        var (ownResponse, responses) = MeanResponse.Of(data, simulated);
        MeasuredStatistic[] recorded = [.. TrialStatistics.Of(data.Fine[0], data.Binned[0]), .. ownResponse];
        var simulations = simulated.Fine.Select((fine, k) => TrialStatistics.Of(fine, simulated.Binned[k]).Concat(responses[k]).ToArray()).ToArray();
        double[] Defined(int place) => [.. simulations.Select(trial => trial[place].Value).Where(double.IsFinite)];
        return [.. recorded.Select((statistic, place) => Compare(statistic, Defined(place), simulations.Length)).OfType<PredictiveStatistic>()];
    }

    /// <summary>Where a value of the data lies among the simulations; null when that has no meaning.</summary>
    public static PredictiveStatistic? Compare(MeasuredStatistic data, double[] simulations, int all)
    {
        if (!double.IsFinite(data.Value) || simulations.Length < LeastSimulations || 2 * simulations.Length < all)
        {
            return null;
        }

        var (count, mean) = (simulations.Length, simulations.Average());
        Array.Sort(simulations);
        var (atMost, atLeast) = (simulations.Count(value => value <= data.Value), simulations.Count(value => value >= data.Value));
        var p = Math.Min(1, 2.0 * (Math.Min(atMost, atLeast) + 1) / (count + 1));
        var deviation = Activity.StandardDeviation(simulations) * Math.Sqrt((count + 1.0) / (count - 1));
        var normal = deviation > 0 ? 2 * StudentT.CDF(0, 1, count - 1, -Math.Abs(data.Value - mean) / deviation) : data.Value == mean ? 1 : 0;
        return new()
        {
            Quantity = data.Quantity,
            Unit = data.Unit,
            Populations = data.Populations,
            Data = data.Value,
            Mean = mean,
            Low = SampleQuantile.Of(simulations, MeanResponse.Lower),
            High = SampleQuantile.Of(simulations, MeanResponse.Upper),
            Smallest = simulations[0],
            Largest = simulations[^1],
            P = p,
            NormalP = normal,
            // Few simulations know no rank as rare as the level: the data must then lie beyond all of them.
            Outside = normal < Level && p < Math.Max(Level, 3.0 / (count + 1)),
        };
    }

    /// <summary>A sentence for each statistic outside, after one that counts them.</summary>
    public static IEnumerable<FitStatement> Statements(IReadOnlyCollection<PredictiveCheck> checks, int simulations)
    {
        var number = checks.Sum(check => check.Statistics.Length);
        var outside = checks
            .SelectMany(check => check.Statistics.Where(statistic => statistic.Outside).Select(statistic => (check.Title, Statistic: statistic)))
            .ToArray();
        var expected = Math.Max(1, (int)Math.Ceiling(Level * number));
        var verdict = outside.Length == 0 ? "none lies" : outside.Length == 1 ? "1 lies" : Invariant($"{outside.Length} lie");
        yield return new(
            Invariant($"Of {number} statistics of the data under {checks.Count} {(checks.Count == 1 ? "input" : "inputs")}, {verdict} outside the central ")
                + Invariant($"{100 * (1 - Level):0} % of {simulations} simulations at draws of the posterior (up to {expected} by chance alone)."),
            false);
        foreach (var (title, statistic) in outside)
        {
            // Among so many, one is a misfit by itself only if it is rarer than the rarest of as many is by chance.
            var isMisfit = statistic.NormalP * number < Level;
            yield return new($"{title}: {Words(statistic, simulations)}{(isMisfit ? ", which is NOT what the model implies" : "")}.", isMisfit);
        }
    }

    private static string Words(PredictiveStatistic statistic, int simulations)
    {
        var above = statistic.Data > statistic.Mean;
        var beyondAll = above ? statistic.Data > statistic.Largest : statistic.Data < statistic.Smallest;
        var place = $"{(above ? "above" : "below")} {(beyondAll ? Invariant($"all {simulations}") : "nearly all")} simulations";
        var of = string.Join(" and ", statistic.Populations);
        var range = $"{Number(statistic.Smallest)} to {Number(statistic.Largest)}{Unit(statistic)}";
        return $"the data's {statistic.Quantity} of {of}, {Number(statistic.Data)}{Unit(statistic)}, lies {place} ({range})";
    }

    private static string Unit(PredictiveStatistic statistic) => statistic.Unit.Length > 0 ? " " + statistic.Unit : "";

    private static string Number(double value) => Invariant($"{value:G3}");
}
