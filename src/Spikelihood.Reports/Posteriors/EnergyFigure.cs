using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;
using Spikelihood.Studies.Sampling;
using static System.FormattableString;

namespace Spikelihood.Reports.Posteriors;

/// <summary>The energies of each chain's draws against the steps between them (Betancourt 2016): where the steps are much narrower, the chain crawls.</summary>
internal static class EnergyFigure
{
    private const int Bars = 26;
    private static readonly Stroke Steps = new(Palette.Vermilion, 1.4);

    public static Figure Draw(PosteriorFacts facts, FigureText text)
    {
        var chains = facts.Draws.Chains.Select(Energies).ToArray();
        var largest = chains.SelectMany(chain => chain.Energies.Concat(chain.Steps)).Select(Math.Abs).Order().ToArray();
        var half = largest.Length == 0 ? 1 : Math.Max(1e-9, largest[(int)(0.998 * (largest.Length - 1))]);
        ImmutableArray<double> edges = [.. Enumerable.Range(0, Bars + 1).Select(i => half * (2.0 * i / Bars - 1))];
        var columns = Math.Min(4, chains.Length);
        var panels = chains.Select((chain, index) => (Energies: Shares(chain.Energies, edges), Steps: Shares(chain.Steps, edges))).ToArray();
        var highest = panels.SelectMany(panel => panel.Energies.Concat(panel.Steps)).DefaultIfEmpty(1).Max();
        return new PanelGrid([.. panels.Select((panel, index) => (Panel)new HistogramPanel(edges, panel.Energies, Palette.Blue)
        {
            Title = Title(facts, index),
            YLabel = index % columns == 0 ? "Share" : null,
            YRange = new Extent(0, Math.Max(highest, 1e-9) * 1.06),
            Curve = new LineSeries(Steps, [.. Outline(edges)], [.. panel.Steps.SelectMany(share => new[] { share, share })]),
        })], "Energy less its mean, or change of energy from draw to draw (nats)")
        {
            Columns = columns,
            RowHeights = [84],
            XRange = new Extent(-half, half),
            Legend = [new LegendEntry("energy of the draws", new Stroke(Palette.Blue, 1), Band: true), new LegendEntry("change from draw to draw", Steps)],
        }.Draw(text);
    }

    private static string Title(PosteriorFacts facts, int chain) =>
        Invariant($"Chain {chain + 1}") +
        (chain < facts.Sample.ChainSummaries.Length && double.IsFinite(facts.Sample.ChainSummaries[chain].Bfmi)
            ? $": E-BFMI {NumberText.Fixed(facts.Sample.ChainSummaries[chain].Bfmi, 2)}" : "");

    private static (double[] Energies, double[] Steps) Energies(ChainDraws chain)
    {
        var energies = chain.Transitions.Select(transition => transition.Energy).Where(double.IsFinite).ToArray();
        var mean = energies.DefaultIfEmpty(0).Average();
        return ([.. energies.Select(energy => energy - mean)], [.. energies.Zip(energies.Skip(1), (before, after) => after - before)]);
    }

    private static ImmutableArray<double> Shares(double[] values, ImmutableArray<double> edges) =>
        [.. HistogramPanel.Count(values, edges).Select(count => count / Math.Max(1, values.Length))];

    private static IEnumerable<double> Outline(ImmutableArray<double> edges) =>
        Enumerable.Range(0, edges.Length - 1).SelectMany(bar => new[] { edges[bar], edges[bar + 1] });
}
