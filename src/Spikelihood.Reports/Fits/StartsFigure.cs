using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;
using static System.FormattableString;

namespace Spikelihood.Reports.Fits;

/// <summary>Where every start ended: log posterior below the best, sorted, with the distinct optima named.</summary>
internal static class StartsFigure
{
    /// <summary>Smaller differences are drawn at this one: they are not worth telling apart, and a logarithm has no place for 0. Nats.</summary>
    public const double Floor = 0.01;

    private const int MostNamedOptima = 6;

    public static Figure Draw(FitFacts facts, FigureText text)
    {
        var points = facts.Sorted
            .Select((start, i) => (Start: start, X: i + 1.0, Below: facts.Below(start.LogPosterior)))
            .Where(item => double.IsFinite(item.Below))
            .Select(item => new ScatterPoint(item.X, Math.Max(Floor, item.Below), new Marker(Shape(item.Start), Colour(item.Below), 4)));
        var panel = new ScatterPanel([.. points])
        {
            Levels = Levels(facts),
            LogY = true,
            YDownwards = true,
            YLabel = "Nats below the best",
        };
        var range = panel.YExtent.With(Floor).With(1);
        return new PanelGrid([panel with { YRange = new Extent(range.Low * 0.6, range.High * 2) }], "Start, sorted")
        {
            RowHeights = [190],
            XRange = new Extent(0, Math.Max(7, facts.Sorted.Count + 1)),
            Legend = [.. panel.Points.Select(point => point.Marker.Shape).Distinct().Order()
                .Select(shape => new LegendEntry(Name(shape), Marker: new Marker(shape, Palette.Quiet, 4)))],
        }.Draw(text);
    }

    // The palest classes suit lines among darker ones, not single marks on white.
    private static string Colour(double below) => StartRanks.Of(below) <= 2 ? StartRanks.Colour(below) : Palette.Axis;

    private static string Name(MarkerShape shape) =>
        shape switch { MarkerShape.Disc => "converged", MarkerShape.Cross => "abandoned", _ => "ended otherwise" };

    private static MarkerShape Shape(Studies.Runs.StartRecord start) =>
        start.Converged ? MarkerShape.Disc : start.State == "abandoned" ? MarkerShape.Cross : MarkerShape.Ring;

    private static ImmutableArray<LabelledLevel> Levels(FitFacts facts)
    {
        var levels = facts.Fit.Optima
            .Take(MostNamedOptima)
            .Select((optimum, i) => new LabelledLevel(
                Math.Max(Floor, facts.Below(optimum.LogPosterior)),
                Invariant($"optimum {i + 1}: {NumberText.Count(optimum.Starts, "start")}"),
                null))
            .Where(level => double.IsFinite(level.Y))
            .ToList();
        if (facts.Fit.Truth is { } truth && facts.TruthDistance is >= 0 and < double.PositiveInfinity)
        {
            levels.Add(new LabelledLevel(Math.Max(Floor, facts.Below(truth.LogPosterior)), facts.TruthParameters, new Stroke(Palette.Ink, 1, "4 3")));
        }

        return [.. levels];
    }
}
