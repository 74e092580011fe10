using System.Collections.Immutable;
using System.Globalization;
using Spikelihood.Inference.Diagnostics;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Fits;

namespace Spikelihood.Reports.Posteriors;

/// <summary>How well the draws were made: errors and effective numbers, each chain, traces, ranks, energies.</summary>
internal static class MixingSection
{
    public static void Write(ReportPage page, PosteriorFacts facts)
    {
        page.Heading("How well the draws were made", "mixing");
        Precision(page, facts);
        if (!facts.HasChains)
        {
            page.Paragraph($"The draws are those of {facts.Method}, not of Markov chains: they have no traces, ranks or energies.");
            return;
        }

        Chains(page, facts);
        var names = string.Join(", ", facts.Parameters.Select(parameter => parameter.Name));
        page.Figure(
            TraceFigure.Draw(facts, new FigureText("traces", "Traces of the chains", $"One panel for each of {names}: its value against the " +
                "number of the draw, one line for each chain.")),
            "Each parameter against the number of the draw, all chains on top of one another. Right: lines without drift that cover each other. " +
            "Wrong: a chain apart from the others, or slow waves." +
            (TraceFigure.Stride(facts) is > 1 and var stride ? $" One of every {Whole(stride)} draws is shown." : "") + Combined(facts));
        if (facts.Draws.Chains.Length > 1)
        {
            page.Figure(
                RankFigure.Draw(facts, new FigureText("ranks", "Rank histograms of the chains", $"One panel for each of {names}: how often the " +
                    "draws of each chain fall into each range of ranks among all draws, with the band that chance leaves.")),
                "How often the draws of a chain have each rank among the draws of all chains, as a ratio to what is expected when all chains " +
                "are of one distribution. A line that slopes belongs to a chain that lies too low or too high; one that is bent to a chain " +
                "that is too wide or too narrow. Draws that resemble the one before leave the band (for independent draws) somewhat more " +
                "often than once in twenty bars.");
        }

        page.Figure(
            EnergyFigure.Draw(facts, new FigureText("energies", "Energies of the chains", "One panel for each chain: histogram of the energies " +
                "of the draws less their mean, and of the changes of energy from draw to draw.")),
            $"The two should be about as wide as each other. Where the change from draw to draw is much narrower (E-BFMI below {NumberText.Fixed(TrustLimits.Bfmi, 1)}) " +
            "the chain crawls from energy to energy and has hardly been in the tails (Betancourt 2016).");
    }

    private static void Precision(ReportPage page, PosteriorFacts facts)
    {
        var enough = Math.Max(TrustLimits.EffectiveSize, TrustLimits.EffectiveSizePerChain * facts.Draws.Chains.Length);
        page.Table(
            $"How precise the numbers of the draws are: R-hat (1 when all chains agree; from {NumberText.Fixed(TrustLimits.Rhat, 2)} stands " +
            $"out), the effective number of independent draws in the middle and in the tails (below {NumberText.Fixed(enough, 0)} stands " +
            "out), and Monte Carlo standard errors (MCSE) of the table of parameters. A dash: not measured by this method.",
            ["Parameter", "R-hat", "ESS bulk", "ESS tail", "MCSE of mean", "of SD", "of 5 %", "of 95 %"],
            facts.Parameters.Where(parameter => parameter.Summary is not null).Select(parameter =>
            {
                var summary = parameter.Summary!;
                return ImmutableArray.Create(
                    parameter.Name, Cells.Marked(Cells.Fixed(summary.Rhat, 3), summary.Rhat >= TrustLimits.Rhat),
                    Cells.Marked(Cells.Fixed(summary.EssBulk, 0), summary.EssBulk < enough),
                    Cells.Marked(Cells.Fixed(summary.EssTail, 0), summary.EssTail < enough),
                    Cells.Significant(summary.McseMean, 2), Cells.Significant(summary.McseSd, 2),
                    Cells.Significant(summary.McseQ5, 2), Cells.Significant(summary.McseQ95, 2));
            }));
    }

    private static void Chains(ReportPage page, PosteriorFacts facts)
    {
        if (facts.Sample.ChainSummaries.IsEmpty)
        {
            return;
        }

        page.Table(
            "The chains: step size after adaptation, mean acceptance, mean depth of the trajectories' trees (2 to the depth is the number of " +
            "steps), draws whose tree was cut at the greatest depth, draws after divergent trajectories, energy fraction of missing information, " +
            "gradients with warm-up.",
            ["Chain", "Step size", "Acceptance", "Depth", "Cut", "Divergent", "E-BFMI", "Gradients"],
            facts.Sample.ChainSummaries.Select((chain, index) => ImmutableArray.Create(
                Whole(index + 1), Cells.Significant(chain.StepSize, 3), Cells.Fixed(chain.Acceptance, 3), Cells.Fixed(chain.MeanDepth, 1),
                Cells.Marked(Whole(chain.AtMaximumDepth), chain.AtMaximumDepth >= TrustLimits.ShareAtMaximumDepth * facts.Draws.DrawsPerChain),
                Cells.Marked(Whole(chain.Divergences), chain.Divergences > TrustLimits.DivergentShare * facts.Draws.DrawsPerChain),
                Cells.Marked(Cells.Fixed(chain.Bfmi, 2), chain.Bfmi < TrustLimits.Bfmi), Whole(chain.Gradients))));
    }

    private static string Combined(PosteriorFacts facts) =>
        facts.Sample.Modes.Count(mode => mode is { Sampled: true, Weight: not null }) > 1
            ? " Each mode was sampled by chains of its own, and their draws are laid together in proportion to the modes' weights: jumps between " +
                "modes are not the sampler's."
            : "";

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
