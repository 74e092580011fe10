using Spikelihood.Spikes.Comparison;
using Spikelihood.Spikes.Recordings;
using static System.FormattableString;

namespace Spikelihood.Spikes.Summaries;

/// <summary>What the reader of a comparison should know beside its numbers.</summary>
internal static class ComparisonNotes
{
    /// <summary>The sentences.</summary>
    public static IEnumerable<string> Of(ComparedTrials first, ComparedTrials second, ComparedTrials cutFirst, ComparedTrials cutSecond)
    {
        var spans = first.Trials.Concat(second.Trials).Select(trial => (trial.Start, Stop: trial.Start + trial.Duration)).ToArray();
        if (Range(spans.Select(span => span.Start)) > 1e-6 || Range(spans.Select(span => span.Stop)) > 1e-6)
        {
            yield return Invariant(
                $"A covers {Span(first)}, B {Span(second)}{(Differ(first) || Differ(second) ? ", and trials differ in length" : "")}: only what all cover is compared");
        }

        var steps = first.Trials.Concat(second.Trials).Select(trial => trial.TimeStep).ToArray();
        if (Range(steps) > 1e-6 * steps.Min())
        {
            yield return Invariant($"time steps differ, from {steps.Min():G6} to {steps.Max():G6} s: the SD in 1 ms bins and fast bands are missing where a step is too long");
        }

        foreach (var ((one, two), name) in new[] { ((first, second), "A"), ((second, first), "B") })
        {
            if (one.Trials.Length == 1 && two.Trials.Length > 1)
            {
                yield return $"{name} is a single trial: errors of averages are those of the other's trials alone";
            }
        }

        if (first.Trials.Length == 1 && second.Trials.Length == 1)
        {
            yield return Invariant(
                $"one trial each: nothing says how much trials differ; ± is the error over blocks of {AgreementTable.Block:0.###} s of this pair, given from {BlockBootstrap.FewestBlocks} blocks on");
        }

        if (Twins(cutFirst, cutSecond) is var (a, b))
        {
            yield return Invariant($"trial {a} of A and trial {b} of B are the same to the last spike: were they simulated with one seed?");
        }
    }

    private static double Range(IEnumerable<double> values) => values.Max() - values.Min();

    private static string Span(ComparedTrials trials) => Invariant($"{trials.Common.Start:0.######} to {trials.Common.Stop:0.######} s");

    private static bool Differ(ComparedTrials trials) => trials.Trials.Any(trial => Math.Abs(trial.Duration - trials.Trials[0].Duration) > 1e-6);

    /// <summary>The first two trials, counted from 1, that are equal and not silent.</summary>
    private static (int First, int Second)? Twins(ComparedTrials first, ComparedTrials second)
    {
        for (var a = 0; a < first.Trials.Length; a++)
        {
            for (var b = 0; b < second.Trials.Length; b++)
            {
                if (Equal(first.Trials[a], second.Trials[b]))
                {
                    return (a + 1, b + 1);
                }
            }
        }

        return null;
    }

    private static bool Equal(PopulationSeries<int> first, PopulationSeries<int> second)
    {
        var populations = Enumerable.Range(0, first.Populations.Length);
        return populations.All(population => first.Of(population).SequenceEqual(second.Of(population)))
            && populations.Any(population => first.Of(population).ContainsAnyExcept(0));
    }
}
