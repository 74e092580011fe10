using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Posteriors;

/// <summary>Rank histograms of all chains, a panel for each parameter.</summary>
internal static class RankFigure
{
    private const double DrawsPerBar = 25;
    private static readonly Stroke Expected = new("#999999", 1);

    public static Figure Draw(PosteriorFacts facts, FigureText text)
    {
        var (draws, chains) = (facts.Draws.DrawsPerChain, facts.Draws.Chains.Length);
        var bars = (int)Math.Clamp(draws / DrawsPerBar, 2, 20);
        var half = 1.96 * RankHistogram.RelativeDeviation(draws, chains, bars);
        var ratios = facts.Parameters
            .Select(parameter => RankHistogram.Count(parameter.Chains, bars).Select(row => row.Select(count => count * (double)bars / draws).ToArray()).ToArray())
            .ToArray();
        // A constant has no ranks to speak of, and one bar that holds them all would flatten the others.
        var varies = facts.Parameters.Select(parameter => parameter.Values.Distinct().Skip(1).Any()).ToArray();
        var range = Extent.Of(ratios.Where((_, i) => varies[i]).SelectMany(rows => rows).SelectMany(row => row)).With(1 - half).With(1 + half).Drawable(0.05);
        var panels = facts.Parameters.Select((parameter, index) => (Panel)new LinePanel(
            [Band(half), .. varies[index] ? ratios[index].Select((row, chain) => Steps(row, chain)) : []])
        {
            Title = parameter.Name + (varies[index] ? "" : " (constant)"),
            YRange = range with { Low = Math.Max(0, range.Low) },
            YLabel = index % Columns(facts) == 0 ? "Ratio" : null,
        });
        return new PanelGrid([.. panels], "Rank among the draws of all chains, as a fraction")
        {
            Columns = Columns(facts),
            RowHeights = [64],
            XRange = new Extent(0, 1),
            Legend = [.. ChainStyles.Entries(chains, 1.2), new LegendEntry("95 % by chance", Expected, Band: true)],
        }.Draw(text);
    }

    private static int Columns(PosteriorFacts facts) => Math.Min(4, facts.Parameters.Length);

    private static LineSeries Band(double half) => new(Expected, [0, 1], [1, 1]) { Low = [Math.Max(0, 1 - half), Math.Max(0, 1 - half)], High = [1 + half, 1 + half] };

    private static LineSeries Steps(double[] row, int chain) => new(
        ChainStyles.Of(chain) with { Width = 1.2 },
        [.. row.SelectMany((_, bar) => new[] { bar / (double)row.Length, (bar + 1) / (double)row.Length })],
        [.. row.SelectMany(value => new[] { value, value })]);
}
