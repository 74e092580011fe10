using Spikelihood.Spikes.Recordings;
using Spikelihood.Spikes.Statistics;

namespace Spikelihood.Spikes.Summaries;

/// <summary>Interval statistics of a population's units, averaged over the units that have enough intervals; null when none has.</summary>
/// <param name="Cv">Mean coefficient of variation.</param>
/// <param name="Cv2">Mean CV2.</param>
/// <param name="Lv">Mean local variation.</param>
/// <param name="LvR">Mean revised local variation, R = 5 ms.</param>
/// <param name="ShortIntervals">The part of all intervals below 2 ms.</param>
public sealed record IntervalSummary(double? Cv, double? Cv2, double? Lv, double? LvR, double? ShortIntervals)
{
    internal static IntervalSummary Of(IEnumerable<SpikeUnit> units)
    {
        var all = units.Select(unit => IntervalStatistics.Of(unit.Times.AsSpan())).ToArray();
        return new IntervalSummary(
            Mean(all, unit => unit.Cv),
            Mean(all, unit => unit.Cv2),
            Mean(all, unit => unit.Lv),
            Mean(all, unit => unit.LvR),
            ((double)all.Sum(unit => unit.BelowRefractory) / all.Sum(unit => unit.Count)).OrNull());
    }

    private static double? Mean(IntervalStatistics[] units, Func<IntervalStatistics, double> measure) =>
        units.Select(measure).Where(double.IsFinite).Select(value => (double?)value).Average();
}
