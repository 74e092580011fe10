using System.Collections.Immutable;
using Spikelihood.Inference.Sampling;

namespace Spikelihood.Inference.Diagnostics;

/// <summary>Whether draws of a posterior may be trusted, by the limits of <see cref="TrustLimits"/>, and what to do if not.</summary>
public sealed record PosteriorVerdict
{
    private const int ReasonsNamed = 4;

    /// <summary>Whether every limit is kept.</summary>
    public bool Trusted => Problems.IsEmpty;

    /// <summary>Which limits are not kept: one plain sentence each, with the mend; empty when trusted.</summary>
    public required ImmutableArray<string> Problems { get; init; }

    /// <summary>Things to know that do not spoil the draws, one sentence each.</summary>
    public required ImmutableArray<string> Notes { get; init; }

    /// <summary>
    /// The whole in one sentence: <c>Trust this: ...</c> or
    /// <c>Do not trust: tau_theta[E] R-hat 1.04, 144 divergences; run longer with sample: {draws: 4000}.</c>
    /// </summary>
    public required string Sentence { get; init; }

    /// <summary>Judges draws.</summary>
    /// <param name="parameters">Name and summary of every quantity, the log density included if it is to be judged too.</param>
    /// <param name="chains">One for each chain.</param>
    /// <param name="options">How the chains were run, for what to change.</param>
    public static PosteriorVerdict Of(
        IReadOnlyList<(string Name, ParameterSummary Summary)> parameters, IReadOnlyList<ChainFacts> chains, SamplingOptions options)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(chains);
        ArgumentNullException.ThrowIfNull(options);
        var draws = chains.Count == 0 ? 0 : chains.Min(chain => chain.Draws);
        Finding[] findings = draws < DrawSet.FewestDraws
            ? [TooShort(draws)]
            : [.. ParameterFindings.Of(parameters, chains.Count, draws, options.Warmup), .. ChainFindings.Of(chains, options)];
        ImmutableArray<string> notes = [.. ChainFindings.Notes(chains, options)];
        return new()
        {
            Problems = [.. findings.Select(finding => finding.Sentence)],
            Notes = notes,
            Sentence = findings.Length > 0 ? Against(findings) : For(parameters, chains, draws, notes),
        };
    }

    private static Finding TooShort(int draws) => new(
        $"{VerdictText.Count(draws, "draw")} of each chain",
        $"{VerdictText.Count(draws, "draw")} of each chain {(draws == 1 ? "says" : "say")} nothing about convergence",
        new() { Draws = new SamplingOptions().Draws });

    private static string Against(Finding[] findings)
    {
        var more = findings.Length > ReasonsNamed ? $" and {findings.Length - ReasonsNamed} more" : "";
        return $"Do not trust: {string.Join(", ", findings.Take(ReasonsNamed).Select(finding => finding.Brief))}{more}; "
            + $"{Mend.All([.. findings.Select(finding => finding.Mend)])}.";
    }

    private static string For(
        IReadOnlyList<(string Name, ParameterSummary Summary)> parameters, IReadOnlyList<ChainFacts> chains, int draws, ImmutableArray<string> notes)
    {
        var rhat = VerdictText.Rhat(parameters.Select(parameter => parameter.Summary.Rhat).DefaultIfEmpty(1).Max());
        var size = VerdictText.Whole(parameters.Select(parameter => Math.Min(parameter.Summary.EssBulk, parameter.Summary.EssTail)).DefaultIfEmpty(0).Min());
        var agree = chains.Count == 1 ? $"the halves of one chain of {draws} draws agree" : $"{chains.Count} chains of {draws} draws agree";
        var divergences = chains.Sum(chain => chain.Divergences);
        return $"Trust this{(notes.IsEmpty ? "" : ", with the notes in mind")}: {agree} (R-hat at most {rhat}), every parameter has at least {size} effective draws, "
            + $"{(divergences == 0 ? "none diverged" : $"{divergences} diverged")}.";
    }
}
