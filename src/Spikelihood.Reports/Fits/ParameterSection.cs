using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Fits;

/// <summary>The estimates: a table and a forest plot.</summary>
internal static class ParameterSection
{
    public static void Write(ReportPage page, FitFacts facts)
    {
        page.Heading("Parameters", "parameters");
        if (facts.Fit.Parameters.Length == 0)
        {
            page.Paragraph("No parameter was inferred.");
            return;
        }

        var hasTruth = facts.Fit.Truth is not null;
        page.Table(
            "Estimates at the best point ± standard error (observed information). " + (hasTruth
                ? $"z: estimate minus {facts.TruthName} in standard errors. Relative error: estimate minus {facts.TruthName} over {facts.TruthName}. Values of |z| above 2 stand out."
                    + (facts.Fit.TruthIsAverage ? " Average: of the neurons that were simulated; as they differed, it is no truth that a fit must find." : "")
                : "Relative error: standard error over estimate."),
            hasTruth
                ? ["Parameter", "Unit", "Estimate ± SE", facts.Fit.TruthIsAverage ? "Average" : "Truth", "z", "Relative error", "Prior", "Prior 95 %"]
                : ["Parameter", "Unit", "Estimate ± SE", "Relative error", "Prior", "Prior 95 %"],
            facts.Fit.Parameters.Select(parameter => Row(facts, parameter, hasTruth)));
        var names = string.Join(", ", facts.Fit.Parameters.Select(parameter => parameter.Name));
        if (hasTruth)
        {
            page.Figure(
                EstimatesFigure.DrawAgainstTruth(facts, new FigureText(
                    "estimates", $"Estimates relative to the {facts.TruthName}", $"Estimate over {facts.TruthValue} with intervals, one row for each of {names}; the numbers are in the table above.")),
                $"Each estimate over its {facts.TruthValue} (1: exact), with one standard error (thick) and the 95 % interval (thin). An arrow marks what lies beyond the axis.");
        }
        else
        {
            page.Figure(
                EstimatesFigure.DrawAgainstPrior(facts, new FigureText(
                    "estimates", "Estimates within their priors", $"Place of each estimate and its intervals within the central 95 % of its prior, one row for each of {names}; the numbers are in the table above.")),
                "Where each estimate lies within its prior's central 95 % (grey; logarithmic for time constants and scales), with one standard error (thick) and the 95 % interval (thin). A short interval means that the data, not the prior, decided.");
        }
    }

    private static ImmutableArray<string> Row(FitFacts facts, ParameterRecord parameter, bool hasTruth)
    {
        var (estimate, error) = (facts.Estimate(parameter.Name), facts.Error(parameter.Name));
        var text = NumberText.WithError(estimate, error) + (error is null ? " (no SE)" : "");
        ImmutableArray<string> prior =
            [parameter.Prior, $"{NumberText.Trimmed(parameter.PriorLow)} to {NumberText.Trimmed(parameter.PriorHigh)}"];
        if (!hasTruth)
        {
            return [parameter.Name, parameter.Unit, text, error is { } se && estimate != 0 ? NumberText.Percent(se / Math.Abs(estimate)) : "—", .. prior];
        }

        var truth = facts.Truth(parameter.Name);
        var z = facts.ZScore(parameter.Name) is { } score
            ? (Math.Abs(score) > 2 ? ReportPage.Mark.ToString() : "") + NumberText.Fixed(score, 1)
            : "—";
        var relative = truth is { } known && known != 0 && double.IsFinite(estimate) ? NumberText.Percent((estimate - known) / Math.Abs(known)) : "—";
        return [parameter.Name, parameter.Unit, text, truth is { } value ? NumberText.Trimmed(value, 4) : "—", z, relative, .. prior];
    }
}
