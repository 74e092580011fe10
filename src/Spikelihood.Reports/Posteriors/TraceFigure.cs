using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Posteriors;

/// <summary>The draws of all chains in their order, a panel for each parameter.</summary>
internal static class TraceFigure
{
    private const int MostPoints = 50_000;
    private static readonly Stroke TruthStroke = new("#000000", 1.2);

    /// <summary>How many draws go on before the next that is drawn. Peaks are not kept, unlike in recordings: lines of peaks alone would make every chain look wide.</summary>
    public static int Stride(PosteriorFacts facts)
    {
        var most = Math.Clamp(MostPoints / Math.Max(1, facts.Draws.Chains.Length * facts.Parameters.Length), 100, 800);
        return Math.Max(1, (facts.Draws.DrawsPerChain + most - 1) / most);
    }

    public static Figure Draw(PosteriorFacts facts, FigureText text)
    {
        var (draws, chains) = (facts.Draws.DrawsPerChain, facts.Draws.Chains.Length);
        var stride = Stride(facts);
        double[] numbers = [.. Enumerable.Range(0, (draws + stride - 1) / stride).Select(point => 1.0 + point * stride)];
        var panels = facts.Parameters.Select(parameter => (Panel)new LinePanel(
            // Dashes would be lost in lines that go up and down at every step.
            [.. parameter.Chains.Select((chain, index) => new LineSeries(
                ChainStyles.Of(index) with { Width = 0.6, Dash = null, Opacity = 0.75 }, numbers, [.. numbers.Select(number => chain[(int)number - 1])]))])
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
