using System.Collections.Immutable;
using Spikelihood.Studies.Data;
using static System.FormattableString;

namespace Spikelihood.Studies.Calibration;

/// <summary>What the user should know of a calibration besides its ranks.</summary>
internal static class CalibrationNotes
{
    /// <summary>One sentence each.</summary>
    public static IEnumerable<string> Of(StudyData frame, ImmutableArray<CalibrationRow> rows)
    {
        if (frame.Source!.Microscopic)
        {
            yield return "The data are those of single neurons, which the population model only approximates: ranks that are "
                + "not uniform may be the approximation's, not the sampler's; level: meso tests the sampler alone.";
        }

        if (frame.From > 0)
        {
            yield return Invariant($"The burn-in of {frame.From * frame.Network.TimeStep:0.###} s conditions the posterior but is not scored, ")
                + "although its spikes were made with the true values, too; "
                + "only fit.burn_in: 0 is exact (simulation and likelihood begin in the same silent state).";
        }

        var failed = rows.Where(row => row.Ranks.IsEmpty).ToArray();
        if (failed.Length > 0)
        {
            yield return $"{failed.Length} of {rows.Length} data sets had no posterior that could be sampled and have no "
                + $"rank (numbers {List(failed)}): the calibration says nothing of data like these.";
        }

        var doubtful = rows.Where(row => !row.Ranks.IsEmpty && !row.Problems.IsEmpty).ToArray();
        if (doubtful.Length > 0)
        {
            yield return $"{doubtful.Length} of {rows.Length} posteriors were not trusted by their own diagnostics (numbers "
                + $"{List(doubtful)}); they count, because leaving them out would spoil the calibration.";
        }

        var silent = rows.Count(row => row.Rates.All(rate => rate == 0));
        if (silent > 0)
        {
            yield return $"{silent} of {rows.Length} data sets hold no scored spike: the prior makes silent networks.";
        }
    }

    private static string List(CalibrationRow[] rows) => string.Join(", ", rows.Take(10).Select(row => row.Index)) + (rows.Length > 10 ? ", ..." : "");
}
