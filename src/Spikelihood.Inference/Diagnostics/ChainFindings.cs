using Spikelihood.Inference.Sampling;

namespace Spikelihood.Inference.Diagnostics;

/// <summary>What is wrong with how the draws came about.</summary>
internal static class ChainFindings
{
    public static IEnumerable<Finding> Of(IReadOnlyList<ChainFacts> chains, SamplingOptions options)
    {
        var draws = chains.Sum(chain => chain.Draws);
        var divergences = chains.Sum(chain => chain.Divergences);
        if (divergences > TrustLimits.DivergentShare * draws)
        {
            yield return new(
                VerdictText.Count(divergences, "divergence"),
                $"{VerdictText.Count(divergences, "divergence")} in {draws} draws: a part of the posterior is too narrow for "
                + "the step size, and draws are missing there",
                SmallerSteps(options.TargetAcceptance));
        }

        var slow = Enumerable.Range(0, chains.Count).Where(chain => chains[chain].Bfmi < TrustLimits.Bfmi).OrderBy(chain => chains[chain].Bfmi).ToArray();
        if (slow.Length > 0)
        {
            var worst = VerdictText.Share(chains[slow[0]].Bfmi);
            yield return new(
                $"E-BFMI {worst}",
                $"E-BFMI {worst} in chain {slow[0] + 1}{(slow.Length > 1 ? $" and low in {slow.Length - 1} more" : "")} (should be 0.3 or "
                + "more): the tails are explored slowly",
                new() { Warmup = Mend.Longer(options.Warmup), Advice = "a tighter prior of the parameter with the heaviest tail helps most" });
        }

        var cut = chains.Sum(chain => chain.AtMaximumDepth);
        if (cut > 0 && cut >= TrustLimits.ShareAtMaximumDepth * draws)
        {
            yield return new(
                $"{VerdictText.Percent((double)cut / draws)} of draws at maximum depth",
                $"{VerdictText.Percent((double)cut / draws)} of the draws stopped at {options.MaximumDepth} doublings of the "
                + "trajectory (should be less than 1 %), before it turned back",
                new() { Warmup = Mend.Longer(options.Warmup), Advice = "fix parameters that the data leave open (identify names them)" });
        }
    }

    /// <summary>Things to know that do not spoil the draws.</summary>
    public static IEnumerable<string> Notes(IReadOnlyList<ChainFacts> chains, SamplingOptions options)
    {
        var draws = chains.Sum(chain => chain.Draws);
        var divergences = chains.Sum(chain => chain.Divergences);
        if (divergences > 0 && divergences <= TrustLimits.DivergentShare * draws)
        {
            yield return $"{VerdictText.Count(divergences, "divergence")} in {draws} draws: before you rely on the tails, compare with a run of smaller steps; "
                + $"{SmallerSteps(options.TargetAcceptance)}.";
        }

        for (var chain = 0; chain < chains.Count; chain++)
        {
            if (chains[chain].Acceptance < options.TargetAcceptance - TrustLimits.AcceptanceShortfall)
            {
                yield return $"Chain {chain + 1} accepted {VerdictText.Share(chains[chain].Acceptance)} "
                    + $"where {options.TargetAcceptance:0.##} was aimed at: its step size had not settled; {new Mend { Warmup = Mend.Longer(options.Warmup) }}.";
            }
        }

        if (chains.Count == 1)
        {
            yield return "One chain: R-hat compares only its halves and cannot see another mode; give sample: {chains: 4}.";
        }
    }

    private static Mend SmallerSteps(double target) => target switch
    {
        < 0.945 => new() { TargetAcceptance = 0.95 },
        < 0.985 => new() { TargetAcceptance = 0.99 },
        _ => new() { Advice = "the steps are small already: give tighter priors, or fix parameters that the data leave open (identify names them)" },
    };
}
