using System.Collections.Immutable;
using Spikelihood.Numerics.Distributions;
using Spikelihood.Reports.Fits;
using Spikelihood.Spikes.Files;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sampling;
using static System.FormattableString;

namespace Spikelihood.Reports.Posteriors;

/// <summary>
/// The report of a posterior: one HTML file that says whether to trust the draws, shows what they are, how they were made, and whether the model
/// behaves like the data.
/// </summary>
public static class PosteriorReport
{
    /// <summary>Writes the report; the file is whole or not there.</summary>
    /// <param name="sample">The posterior in numbers.</param>
    /// <param name="draws">Its draws.</param>
    /// <param name="priors">The priors by parameter, of natural units; parameters without one are shown without its density.</param>
    /// <param name="fit">The search for starting points, or null.</param>
    /// <param name="predictive">The model simulated beside the data, or null when that was not done.</param>
    /// <param name="origin">The study and the programs that made the run.</param>
    /// <param name="path">For example <c>run/report.html</c>.</param>
    public static void Write(
        SampleRecord sample, PosteriorDraws draws, IReadOnlyDictionary<string, Distribution> priors, FitRecord? fit, PredictiveRecord? predictive,
        ReportOrigin origin, string path) =>
        AtomicFile.WriteText(path, writer => writer.Write(Render(sample, draws, priors, fit, predictive, origin)));

    /// <summary>The report as text.</summary>
    public static string Render(
        SampleRecord sample, PosteriorDraws draws, IReadOnlyDictionary<string, Distribution> priors, FitRecord? fit, PredictiveRecord? predictive,
        ReportOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(draws);
        ArgumentNullException.ThrowIfNull(priors);
        ArgumentNullException.ThrowIfNull(origin);
        var facts = new PosteriorFacts(sample, draws, priors, fit is { TruthIsAverage: true });
        var page = new ReportPage($"{sample.Study}: report of the posterior");
        VerdictSection.Write(page, facts);
        PredictiveSections.Misfit(page, predictive);
        PredictiveSections.Reproduced(page, predictive);
        SampledParameterSection.Write(page, facts);
        PairsSection.Write(page, facts);
        Correlations(page, facts);
        Determined(page, facts.Sample, fit);
        ModesSection.Write(page, facts);
        MixingSection.Write(page, facts);
        if (predictive is not null)
        {
            PredictiveSections.Write(page, predictive.Checks, "Data against the model");
            PosteriorPredictiveSection.Write(page, predictive.Checks);
            OneStepSection.Write(page, predictive.Residuals);
        }

        Starts(page, fit);
        Origin(page, facts, fit, origin);
        return page.Finish();
    }

    private static void Correlations(ReportPage page, PosteriorFacts facts)
    {
        if (!facts.Sample.Correlation.IsEmpty)
        {
            CorrelationSection.Write(page, [.. facts.Sample.Priors.Select(parameter => parameter.Name)], facts.Sample.Correlation, new CorrelationWords(
                "Correlations", "Correlation matrix of the draws", "Of the draws, in natural units (compare Figure 6 of René et al. 2020).",
                "The correlation matrix does not belong to these parameters."));
        }
    }

    private static void Determined(ReportPage page, SampleRecord sample, FitRecord? fit)
    {
        if (sample.Determined.IsEmpty && fit?.Identifiability is null)
        {
            return;
        }

        page.Heading("What the data determine", "identifiability");
        if (!sample.Determined.IsEmpty)
        {
            page.Box("plain", "From the draws", sample.Determined);
        }

        if (fit?.Identifiability is { } record)
        {
            IdentifiabilitySection.Content(page, record);
        }
    }

    private static void Starts(ReportPage page, FitRecord? fit)
    {
        if (fit is null)
        {
            return;
        }

        StartsSection.Write(page, new FitFacts(fit));
        if (!fit.Warnings.IsDefaultOrEmpty)
        {
            page.Box("careful", "Warnings of the search for starting points", fit.Warnings);
        }
    }

    private static void Origin(ReportPage page, PosteriorFacts facts, FitRecord? fit, ReportOrigin origin)
    {
        var sample = facts.Sample;
        ImmutableArray<(string, string)> coordinates = fit is null ? [] : [("Coordinates of the posterior", fit.Coordinates)];
        ImmutableArray<(string, string)> chains = facts.HasChains
            ? [("Chains", Invariant($"{sample.Chains} of {sample.Draws} draws, {sample.Warmup} of warm-up")), ("Divergent draws", Invariant($"{sample.Divergences}"))]
            : [];
        OriginSection.Write(
            page, sample.Study, sample.Version,
            [
                ("Method", sample.Method),
                ("Inferred parameters", Invariant($"{facts.Parameters.Length}")),
                .. coordinates,
                .. chains,
                ("Gradients of all data", Invariant($"{sample.GradientEvaluations}")),
                ("Time, search for starting points included", OriginSection.Time(sample.Seconds)),
            ],
            origin);
    }
}
