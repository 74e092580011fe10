using System.Collections.Immutable;
using Spikelihood.Inference.Densities;
using Spikelihood.Inference.Diagnostics;
using Spikelihood.Inference.Sampling;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Fitting;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Studies.Sampling;

/// <summary>Draws in numbers, and the judgement on them.</summary>
/// <param name="study">The study.</param>
/// <param name="problem">Its unknowns.</param>
/// <param name="density">What was sampled.</param>
/// <param name="plan">How.</param>
internal sealed class SampleSummary(StudyDescription study, MesoGifProblem problem, Posterior density, SamplingPlan plan)
{
    /// <summary>From the chains of a sampled posterior.</summary>
    /// <param name="fit">The fit that it began from.</param>
    /// <param name="sampled">Modes and chains.</param>
    /// <param name="seconds">s.</param>
    public SampledPosterior Of(FitRecord fit, SampledModes sampled, double seconds)
    {
        var draws = NaturalDraws.Of(density, sampled.Combined);
        var summaries = draws.Names.Select((name, parameter) => (name, Summary: WithinModes(sampled, draws, parameter))).ToArray();
        var facts = sampled.Combined.Select((_, chain) => Facts(sampled, chain)).ToArray();
        var verdict = PosteriorVerdict.Of(summaries, facts, plan.Options);
        var doubts = new ModeDoubts(sampled.Modes).Problems().ToImmutableArray();
        var record = Record(fit, draws, summaries, sampled.Modes) with
        {
            Warmup = plan.Options.Warmup,
            Divergences = facts.Sum(chain => chain.Divergences),
            GradientEvaluations = sampled.Gradients,
            Seconds = seconds,
            ChainSummaries = [.. sampled.Combined.Zip(facts, Described)],
            Trusted = verdict.Trusted && doubts.IsEmpty,
            Problems = [.. verdict.Problems, .. doubts],
            Verdict = doubts.IsEmpty || !verdict.Trusted ? verdict.Sentence : $"Do not trust: {doubts[0]}",
            Notes = verdict.Notes,
        };
        return new()
        {
            Density = density,
            Draws = draws,
            Record = record,
            Chains = sampled.Combined,
        };
    }

    /// <summary>From draws that no chain made.</summary>
    /// <param name="fit">The fit that the method began from.</param>
    /// <param name="modes">The modes that are known.</param>
    /// <param name="approximate">The draws.</param>
    /// <param name="seconds">s.</param>
    public SampledPosterior Of(FitRecord fit, ImmutableArray<SampledMode> modes, ApproximateDraws approximate, double seconds)
    {
        var sets = approximate.Sets(plan.Chains);
        var draws = new PosteriorDraws(
            [.. density.Parameters.Parameters.Select(parameter => parameter.Name)], [.. sets.Select(set => NaturalDraws.Of(density, set, []))]);
        var summaries = draws.Names.Select((name, parameter) => (name, Summary: ParameterSummary.Of(draws.Of(parameter)))).ToArray();
        var record = Record(fit, draws, summaries, modes) with
        {
            GradientEvaluations = approximate.Gradients + modes.Sum(mode => mode.Mode.Gradients),

            // What was drawn stands for all modes that are known, each with the share that the method gives it.
            Modes = [.. modes.Select(mode => Described(mode) with { Sampled = true })],
            Seconds = seconds,
            Trusted = approximate.Problems.IsEmpty,
            Problems = approximate.Problems,
            Verdict = approximate.Problems.IsEmpty
                ? $"Trust this as far as the method goes: its own check found nothing wrong. {approximate.Notes.LastOrDefault()}"
                : $"Do not trust: {approximate.Problems[0]}",
            Notes = approximate.Notes,
        };
        return new() { Density = density, Draws = draws, Record = record };
    }

    private SampleRecord Record(
        FitRecord fit, PosteriorDraws draws, IReadOnlyList<(string Name, ParameterSummary Summary)> summaries, ImmutableArray<SampledMode> modes)
    {
        var determined = DeterminedWords.Of(problem, draws, fit.Identifiability);
        return new()
        {
            Study = study.Name,
            Method = study.Sample.Method,
            Version = typeof(SampleSummary).Assembly.GetName().Version?.ToString(3) ?? "",
            Chains = draws.Chains.Length,
            Draws = draws.DrawsPerChain,
            Warmup = 0,
            Divergences = 0,
            GradientEvaluations = 0,
            Seconds = 0,
            Parameters = summaries.ToDictionary(
                pair => pair.Name, pair => Described(pair.Summary) with { Contraction = determined.Contraction[pair.Name] }),
            Priors = [.. density.Parameters.Parameters.Select(ParameterRecord.Of)],
            Truth = fit.Truth?.Parameters,
            Modes = [.. modes.Select(Described)],
            Correlation = determined.Correlation,
            Determined = determined.Sentences,
            Trusted = false,
            Verdict = "",
        };
    }

    /// <summary>
    /// The summary of the combined draws. Whether chains agree is asked within each mode: combining hides it.
    /// </summary>
    private ParameterSummary WithinModes(SampledModes sampled, PosteriorDraws draws, int parameter)
    {
        var summary = ParameterSummary.Of(draws.Of(parameter));
        var own = sampled.Modes.Where(mode => !mode.Chains.IsEmpty).ToArray();
        return own.Length < 2
            ? summary
            // A mode in which the parameter never moved has no R-hat: Math.Max passes that on, Enumerable.Max would not.
            : summary with { Rhat = own.Select(mode => Rhat.Rank(NaturalDraws.Of(density, mode.Chains).Of(parameter))).Aggregate(Math.Max) };
    }

    /// <summary>How well a chain explored its energies is asked within each mode too: between modes they jump.</summary>
    private ChainFacts Facts(SampledModes sampled, int chain)
    {
        var facts = ChainFacts.Of(sampled.Combined[chain].Transitions, plan.Options);
        var own = sampled.Modes
            .Where(mode => !mode.Chains.IsEmpty)
            .Select(mode => ChainFacts.Of(mode.Chains[chain].Transitions, plan.Options))
            .ToArray();
        return own.Length < 2 ? facts : facts with { Bfmi = own.Min(mode => mode.Bfmi) };
    }

    private static SampledParameter Described(ParameterSummary summary) => new()
    {
        Mean = summary.Mean,
        Sd = summary.Sd,
        McseMean = summary.McseMean,
        McseSd = summary.McseSd,
        Q5 = summary.Q5,
        Q50 = summary.Q50,
        Q95 = summary.Q95,
        McseQ5 = summary.McseQ5,
        McseQ95 = summary.McseQ95,
        Rhat = summary.Rhat,
        EssBulk = summary.EssBulk,
        EssTail = summary.EssTail,
        Contraction = 0,
    };

    private static ChainSummary Described(Chain chain, ChainFacts facts) => new(
        chain.Transitions[^1].StepSize,
        facts.Acceptance,
        facts.Bfmi,
        chain.Transitions.Average(transition => transition.Depth),
        facts.AtMaximumDepth,
        facts.Divergences,
        chain.Gradients);

    private ModeRecord Described(SampledMode mode)
    {
        var natural = new double[density.Dimension];
        density.Coordinates.ToNatural(mode.Mode.Top.AsSpan(), natural);
        return new()
        {
            LogPosterior = SamplerCoordinates.AsInTheFit(problem, density, mode.Mode.Top.AsSpan(), mode.Mode.LogDensity),
            Starts = mode.Mode.Starts,
            Parameters = problem.Parameters.ToNames(natural),
            LaplaceWeight = mode.LaplaceWeight,
            Weight = mode.Weight,
            WeightError = mode.WeightError,
            SmcWeight = mode.SmcWeight,
            Sampled = !mode.Chains.IsEmpty || mode.VisitedFrom is not null,
        };
    }
}
