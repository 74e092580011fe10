namespace Spikelihood.Inference.Diagnostics;

/// <summary>What is wrong with the draws of the parameters: one finding of a kind, about the worst.</summary>
internal static class ParameterFindings
{
    private const int OthersNamed = 3;

    // Effective sizes are estimates; a run that is exactly long enough would miss the limit half of the time.
    private const double Margin = 1.1;

    // Nobody should be sent away to run a chain for longer than this.
    private const double MostPatience = 10;

    /// <param name="parameters">Name and summary of each.</param>
    /// <param name="chains">The number of chains.</param>
    /// <param name="draws">Draws of each chain.</param>
    /// <param name="warmup">Transitions of warm-up of each chain.</param>
    public static IEnumerable<Finding> Of(IReadOnlyList<(string Name, ParameterSummary Summary)> parameters, int chains, int draws, int warmup)
    {
        var stuck = parameters.Where(parameter => IsStuck(parameter.Summary)).Select(parameter => parameter.Name).ToArray();
        if (stuck.Length > 0)
        {
            yield return new(
                $"{stuck[0]} never moved",
                $"{stuck[0]} has the same value in all draws{Others(stuck)}",
                new() { Warmup = Mend.Longer(warmup), Advice = "check that the step size is not 0" });
        }

        var broken = parameters.Where(parameter => double.IsNaN(parameter.Summary.EssBulk)).Select(parameter => parameter.Name).ToArray();
        if (broken.Length > 0)
        {
            yield return new(
                $"{broken[0]} has draws that are not finite",
                $"{broken[0]} has draws that are not finite numbers{Others(broken)}",
                new() { Advice = "give it a prior with less weight at extreme values" });
        }

        var moving = parameters.Where(parameter => !IsStuck(parameter.Summary)).ToArray();
        var needed = Math.Max(TrustLimits.EffectiveSize, chains * TrustLimits.EffectiveSizePerChain);
        Finding?[] findings =
        [
            Apart([.. moving.Select(parameter => (parameter.Name, parameter.Summary.Rhat))], chains, draws, warmup),
            TooFew("bulk", "the middle of its distribution is", [.. moving.Select(parameter => (parameter.Name, parameter.Summary.EssBulk))], needed, draws),
            TooFew("tail", "its 5 and 95 % quantiles are", [.. moving.Select(parameter => (parameter.Name, parameter.Summary.EssTail))], needed, draws),
        ];
        foreach (var finding in findings)
        {
            if (finding is not null)
            {
                yield return finding;
            }
        }
    }

    // Without any spread within the halves there is no R-hat, although the draws are finite and count in full.
    private static bool IsStuck(ParameterSummary summary) => double.IsNaN(summary.Rhat) && !double.IsNaN(summary.EssBulk);

    private static Finding? Apart((string Name, double Rhat)[] parameters, int chains, int draws, int warmup)
    {
        var bad = parameters.Where(parameter => parameter.Rhat >= TrustLimits.Rhat).OrderByDescending(parameter => parameter.Rhat).ToArray();
        if (bad.Length == 0)
        {
            return null;
        }

        var (name, worst) = bad[0];
        var text = VerdictText.Rhat(worst);
        var where = chains == 1 ? " between the halves of its one chain" : "";
        var others = Others([.. bad.Select(parameter => $"{parameter.Name} {VerdictText.Rhat(parameter.Rhat)}")]);

        // Once the chains sample the same distribution, R-hat exceeds 1 by something that shrinks as one over the number of draws.
        var mend = worst < TrustLimits.ApartRhat
            ? new Mend { Draws = Mend.RoundUp(draws * Math.Max(2, (worst - 1) / (TrustLimits.Rhat - 1))) }
            : new Mend
            {
                Draws = 2 * draws,
                Warmup = Mend.Longer(warmup),
                Advice = chains == 1 ? "the chain is still on its way" : "the chains sit in different places, so look for separate modes in the trace plot",
            };
        return new($"{name} R-hat {text}", $"{name} has R-hat {text}{where} (should be below 1.01){others}", mend);
    }

    private static Finding? TooFew(string kind, string what, (string Name, double Size)[] parameters, double needed, int draws)
    {
        var bad = parameters.Where(entry => entry.Size < needed).OrderBy(entry => entry.Size).ToArray();
        if (bad.Length == 0)
        {
            return null;
        }

        var (name, worst) = bad[0];
        var others = Others([.. bad.Select(entry => $"{entry.Name} {VerdictText.Whole(entry.Size)}")]);
        return new(
            $"{name} {kind} ESS {VerdictText.Whole(worst)}",
            $"{name} has a {kind} ESS of {VerdictText.Whole(worst)} (should be {VerdictText.Whole(needed)} or more, so that {what} known){others}",
            new()
            {
                Draws = Mend.RoundUp(draws * Math.Min(MostPatience, needed / worst * Margin)),
                Advice = needed / worst > MostPatience ? "look at the trace plot, because so slow a chain needs tighter priors more than patience" : "",
            });
    }

    private static string Others(string[] all)
    {
        var (named, more) = (all.Skip(1).Take(OthersNamed), all.Length - 1 - OthersNamed);
        return all.Length == 1 ? "" : $"; so also {string.Join(", ", named)}{(more > 0 ? $" and {more} more" : "")}";
    }
}
