using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Fits;
using static System.FormattableString;

namespace Spikelihood.Reports.Posteriors;

/// <summary>The first thing on the page: whether to trust the draws, and the whole posterior in a paragraph of plain words.</summary>
internal static class VerdictSection
{
    public static void Write(ReportPage page, PosteriorFacts facts)
    {
        var sample = facts.Sample;
        page.Box(
            sample.Trusted ? "right" : "wrong",
            Heading(sample.Trusted ? "Trust this" : "Do not trust", sample.Verdict),
            [.. sample.Problems.Where(problem => problem != sample.Verdict)]);

        page.Paragraph(string.Join(" ", Sentences(facts).Where(sentence => sentence.Length > 0)), "verdict");
        if (!sample.Notes.IsEmpty)
        {
            page.Box("careful", sample.Notes.Length == 1 ? "Note" : "Notes", sample.Notes);
        }
    }

    // Verdicts say it themselves, as a rule.
    private static string Heading(string judgement, string verdict) =>
        verdict.StartsWith(judgement, StringComparison.Ordinal) ? verdict : $"{judgement}: {verdict}";

    private static IEnumerable<string> Sentences(PosteriorFacts facts)
    {
        var sample = facts.Sample;
        yield return Invariant($"{NumberText.Count(facts.Total, "draw")} of {NumberText.Count(facts.Parameters.Length, "parameter")} by {facts.Method}") +
            (facts.HasChains ? Invariant($": {NumberText.Count(sample.Chains, "chain")} of {sample.Draws} draws after {sample.Warmup} of warm-up.") : ".");
        yield return Modes(facts);
        yield return Recovery(facts);
        yield return Contraction(facts);
    }

    private static string Modes(PosteriorFacts facts)
    {
        var modes = facts.Sample.Modes;
        if (modes.IsEmpty)
        {
            return "";
        }

        var left = modes.Where(mode => !mode.Sampled).ToArray();
        var found = modes.Length == 1 ? "One mode was found." : Invariant($"{modes.Length} modes were found.");
        if (left.Length == 0)
        {
            return found;
        }

        var share = NumberText.Percent(left.Sum(mode => mode.LaplaceWeight));
        return found + Invariant($" {left.Length} of them {(left.Length == 1 ? "was" : "were")} not sampled; ") +
            $"by Laplace's approximation the draws leave out {share} of the posterior.";
    }

    private static string Recovery(PosteriorFacts facts)
    {
        var known = facts.Parameters.Where(parameter => parameter is { Truth: not null, Summary: not null }).ToArray();
        return known.Length == 0 || facts.TruthName != "truth"
            ? ""
            : Invariant($"{known.Count(parameter => !SampledParameterSection.IsOff(parameter))} of {known.Length} true values ") +
                "lie between the 5 % and 95 % quantiles; nine in ten are expected.";
    }

    private static string Contraction(PosteriorFacts facts)
    {
        var sorted = facts.Parameters
            .Where(parameter => parameter.Summary is { } summary && double.IsFinite(summary.Contraction))
            .OrderBy(parameter => parameter.Summary!.Contraction)
            .ToArray();
        if (sorted.Length < 2)
        {
            return "";
        }

        string Words(DrawnParameter parameter) => $"{parameter.Name} (contraction {SampledParameterSection.Contraction(parameter.Summary!.Contraction)})";
        return $"The data narrow {Words(sorted[^1])} most and {Words(sorted[0])} least.";
    }
}
