using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Fits;

namespace Spikelihood.Reports.Posteriors;

/// <summary>Each parameter alone: a table, and its draws against its prior.</summary>
internal static class SampledParameterSection
{
    // Marks what the data hardly narrowed: the posterior's standard deviation is more than half the prior's.
    private const double LittleLearned = 0.75;

    /// <summary>Whether the truth lies outside the central 90 %.</summary>
    public static bool IsOff(DrawnParameter parameter) =>
        parameter is { Truth: { } truth, Summary: { } summary } && (truth < summary.Q5 || truth > summary.Q95);

    public static void Write(ReportPage page, PosteriorFacts facts)
    {
        page.Heading("Parameters", "parameters");
        if (facts.Parameters.IsEmpty)
        {
            page.Paragraph("No parameter was inferred.");
            return;
        }

        var hasTruth = facts.Parameters.Any(parameter => parameter.Truth is not null);
        page.Table(
            "The posterior of each parameter: mean ± standard deviation, and the quantiles of the draws. " +
            (hasTruth ? $"The {facts.TruthName} stands out where it lies outside the 5 and 95 % quantiles (one in ten is expected). " : "") +
            "Contraction: 1 − posterior variance / prior variance (of the logarithm where the prior is one of a logarithm); 1: the data decided, " +
            "0: they said nothing; what is below 0.75 stands out.",
            hasTruth
                ? ["Parameter", "Unit", "Mean ± SD", "5 %", "50 %", "95 %", Capital(facts.TruthName), "Contraction", "Prior"]
                : ["Parameter", "Unit", "Mean ± SD", "5 %", "50 %", "95 %", "Contraction", "Prior"],
            facts.Parameters.Select(parameter => Row(parameter, hasTruth)));
        var hasPriors = facts.Parameters.Any(parameter => parameter.Prior is not null);
        page.Figure(
            MarginalsFigure.Draw(facts, new FigureText(
                "marginals", hasPriors ? "Posterior and prior of each parameter" : "Posterior of each parameter",
                $"One panel for each parameter: histogram of the draws{(hasPriors ? ", density of the prior" : "")}" +
                $"{(hasTruth ? $", line at the {facts.TruthName}" : "")}; the numbers are in the table above.")),
            (hasPriors
                ? "Histogram of the draws (blue) and the prior's density (dashed), both of area one along the axis as drawn. A prior that lies " +
                    "flat along the bottom had no say. "
                : "Histogram of the draws. ") +
            "Axes hold the prior's central 95 % unless that is more than four times as wide as the draws; they are logarithmic where the prior " +
            "is one of a logarithm or spans more than a decade." +
            (hasTruth ? $" Black line: the {facts.TruthName}." : ""));
    }

    /// <summary>A contraction as a number; one that would be rounded to 1 is not said to be 1.</summary>
    public static string Contraction(double value) => value > 0.9995 ? "> 0.999" : Cells.Fixed(value, 3);

    private static ImmutableArray<string> Row(DrawnParameter parameter, bool hasTruth)
    {
        ImmutableArray<string> name = [parameter.Name, parameter.Record.Unit];
        if (parameter.Summary is not { } summary)
        {
            return [.. name, .. Enumerable.Repeat("—", hasTruth ? 6 : 5), parameter.Record.Prior];
        }

        ImmutableArray<string> numbers =
        [
            double.IsFinite(summary.Mean) ? NumberText.WithError(summary.Mean, summary.Sd) : "—",
            Cells.Significant(summary.Q5, 4), Cells.Significant(summary.Q50, 4), Cells.Significant(summary.Q95, 4),
        ];
        ImmutableArray<string> truth =
            hasTruth ? [parameter.Truth is { } value ? Cells.Marked(NumberText.Trimmed(value, 4), IsOff(parameter)) : "—"] : [];
        return
        [
            .. name, .. numbers, .. truth,
            Cells.Marked(Contraction(summary.Contraction), summary.Contraction < LittleLearned), parameter.Record.Prior,
        ];
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
