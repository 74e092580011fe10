using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Fits;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Posteriors;

/// <summary>The modes that were found, what each weighs, and where they differ.</summary>
internal static class ModesSection
{
    private const int Most = 12;

    public static void Write(ReportPage page, PosteriorFacts facts)
    {
        var modes = facts.Sample.Modes;
        if (modes.IsEmpty)
        {
            return;
        }

        page.Heading("Modes", "modes");
        var highest = modes.Max(mode => mode.LogPosterior);
        page.Table(
            "Peaks of the posterior, heaviest first: how far the top lies below the highest, its share of the posterior by Laplace's approximation " +
            "and in the draws (the factor ± one standard error of bridge sampling), by sequential Monte Carlo as a check, and the parameters " +
            "in which it differs most from the first (in posterior standard deviations)." +
            (modes.Length > Most ? $" {NumberText.Count(modes.Length - Most, "more mode")} in sample.json." : ""),
            ["Mode", "Starts", "Nats below", "Laplace", "In the draws", "SMC", "Differs most in"],
            modes.Take(Most).Select((mode, index) => ImmutableArray.Create(
                (index + 1).ToString(CultureInfo.InvariantCulture), mode.Starts.ToString(CultureInfo.InvariantCulture),
                Cells.Fixed(highest - mode.LogPosterior, 2), Cells.Percent(mode.LaplaceWeight),
                Weight(mode), Cells.Percent(mode.SmcWeight), index == 0 ? "—" : Differences(facts, modes[0], mode))));
    }

    private static string Weight(ModeRecord mode) =>
        !mode.Sampled ? Cells.Marked("not sampled", isMarked: true)
        : Cells.Percent(mode.Weight) + (mode.WeightError is { } error && double.IsFinite(error) ? $" (×/÷ {NumberText.Fixed(Math.Exp(error), 2)})" : "");

    private static string Differences(PosteriorFacts facts, ModeRecord first, ModeRecord other) => LargestDifferences.Words(
        facts.Parameters.Select(parameter => parameter.Name), first.Parameters, other.Parameters, facts.Deviation, "SD");
}
