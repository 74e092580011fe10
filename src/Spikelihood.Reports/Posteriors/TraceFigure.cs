using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Posteriors;

/// <summary>The draws of all chains in their order, a panel for each parameter.</summary>
internal static class TraceFigure
{
    private const int MostPoints = 50_000;
    private static readonly Stroke TruthStroke = new("#000000", 1.2);

    public static Figure Draw(PosteriorFacts facts, FigureText text)
    {
        var (draws, chains) = (facts.Draws.DrawsPerChain, facts.Draws.Chains.Length);
        var perLine = Math.Clamp(MostPoints / Math.Max(1, chains * facts.Parameters.Length), 100, 800);
        double[] numbers = [.. Enumerable.Range(1, draws).Select(draw => (double)draw)];
        var panels = facts.Parameters.Select(parameter => (Panel)new LinePanel(
            // Dashes would be lost in lines that go up and down at every step.
            [.. parameter.Chains.Select((chain, index) => new LineSeries(
                ChainStyles.Of(index) with { Width = 0.6, Dash = null, Opacity = 0.75 }, numbers, chain) { MostPoints = perLine })])
        {
            Title = parameter.Label,
            LogY = parameter.IsLogarithmic,
            YRange = parameter.Range,
            Levels = parameter.Truth is { } truth ? [(truth, TruthStroke)] : [],
        });
        var hasTruth = facts.Parameters.Any(parameter => parameter.Truth is not null);
        return new PanelGrid([.. panels], "Draw")
        {
            Columns = Math.Min(2, facts.Parameters.Length),
            RowHeights = [58],
            XRange = new Extent(1, Math.Max(2, draws)),
            Legend =
            [
                .. ChainStyles.Entries(chains, 2).Select(entry => entry with { Line = entry.Line! with { Dash = null } }),
                .. hasTruth ? [new LegendEntry(facts.TruthName, TruthStroke)] : Array.Empty<LegendEntry>(),
            ],
        }.Draw(text);
    }
}
