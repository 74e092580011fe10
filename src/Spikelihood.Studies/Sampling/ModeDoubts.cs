using System.Collections.Immutable;
using static System.FormattableString;

namespace Spikelihood.Studies.Sampling;

/// <summary>Whether the shares of several modes are known well enough.</summary>
internal sealed class ModeDoubts(ImmutableArray<SampledMode> modes)
{
    /// <summary>An uncertain share matters when it is more than this.</summary>
    private const double LeastShare = 0.02;

    /// <summary>Standard error of a mode's log evidence beyond which its share means little.</summary>
    private const double LargestError = 0.3;

    /// <summary>Difference of the shares beyond which two ways of weighing contradict each other.</summary>
    private const double LargestGap = 0.15;

    /// <summary>What is wrong, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (mode, number) in modes.Select((mode, index) => (mode, index + 1)).Where(pair => pair.mode.WeightError is not null))
        {
            if (!double.IsFinite(mode.WeightError!.Value))
            {
                yield return Invariant($"the share of mode {number} could not be found ({mode.LaplaceWeight:P0} by Laplace's approximation); ")
                    + "run longer with more draws.";
            }
            else if (mode.Weight > LeastShare && mode.WeightError > LargestError)
            {
                yield return Invariant($"the share of mode {number} ({mode.Weight:P0}) is uncertain by a factor of ")
                    + Invariant($"{Math.Exp(Math.Min(mode.WeightError.Value, 5)):0.#}; run longer with more draws.");
            }

            if (mode.SmcWeight is null && mode.Weight > LeastShare && double.IsFinite(mode.WeightError.Value))
            {
                yield return $"the share of mode {number} has no second opinion, because tempered Monte Carlo did not arrive; run longer with more draws.";
            }

            if (mode.SmcWeight is { } other && Math.Abs(other - mode.Weight!.Value) > LargestGap)
            {
                yield return Invariant($"mode {number} has {mode.Weight:P0} of the posterior by bridge sampling and {other:P0} by tempered Monte Carlo; ")
                    + "run longer with more draws.";
            }
        }
    }
}
