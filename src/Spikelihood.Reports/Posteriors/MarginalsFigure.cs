using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Posteriors;

/// <summary>Each parameter's draws against its prior, a panel each.</summary>
internal static class MarginalsFigure
{
    // A prior that is wider than this many times the draws is seen to be flat; to hold it would squeeze the draws into a line.
    private const double WidestPrior = 4;
    private const int CurvePoints = 121;
    private static readonly Stroke PriorStroke = new(Palette.Vermilion, 1.4, "4 2");
    private static readonly Stroke TruthStroke = new("#000000", 1.2);

    public static Figure Draw(PosteriorFacts facts, FigureText text) =>
        new PanelGrid([.. facts.Parameters.Select(Panel)], "")
        {
            Columns = Math.Min(4, facts.Parameters.Length),
            RowHeights = [facts.Parameters.Length <= 2 ? 130 : 74],
            Legend =
            [
                new LegendEntry("draws", new Stroke(Palette.Blue, 1), Band: true),
                .. facts.Parameters.Any(parameter => parameter.Prior is not null) ? [new LegendEntry("prior", PriorStroke)] : ImmutableArray<LegendEntry>.Empty,
                .. facts.Parameters.Any(parameter => parameter.Truth is not null) ? [new LegendEntry(facts.TruthName, TruthStroke)] : ImmutableArray<LegendEntry>.Empty,
            ],
        }.Draw(text);

    private static Panel Panel(DrawnParameter parameter)
    {
        var (edges, heights) = Histogram(parameter);
        var range = Range(parameter);
        var prior = Prior(parameter, range);
        var highest = Math.Max(heights.Max(), 1e-300);
        // Where the prior has a pole, or is narrower than the draws, it leaves the panel.
        var top = Math.Max(highest, Math.Min(1.5 * highest, prior?.Y.Where(double.IsFinite).DefaultIfEmpty(0).Max() ?? 0));
        return new HistogramPanel([.. edges.Select(parameter.Value)], heights, Palette.Blue)
        {
            Title = parameter.Label,
            Curve = prior,
            HasYTicks = false,
            YRange = new Extent(0, 1.08 * top),
            XRange = new Extent(parameter.Value(range.Low), parameter.Value(range.High)),
            LogX = parameter.IsLogarithmic,
            Marks = parameter.Truth is { } truth ? [(truth, TruthStroke)] : [],
        };
    }

    /// <summary>Edges in places, and heights of area one.</summary>
    private static (ImmutableArray<double> Edges, ImmutableArray<double> Heights) Histogram(DrawnParameter parameter)
    {
        var span = parameter.Places;
        var bars = Math.Clamp((int)Math.Round(2 * Math.Cbrt(parameter.Values.Length)), 8, 36);
        var width = span.Length / bars;
        ImmutableArray<double> edges = [.. Enumerable.Range(0, bars + 1).Select(i => span.Low + i * width)];
        var counts = HistogramPanel.Count(parameter.Values.Select(parameter.Place), edges);
        return (edges, [.. counts.Select(count => count / (Math.Max(1, parameter.Values.Length) * width))]);
    }

    private static Extent Range(DrawnParameter parameter)
    {
        var range = parameter.PlacesWithTruth;
        var (low, high) = (parameter.Place(parameter.Record.PriorLow), parameter.Place(parameter.Record.PriorHigh));
        return high - low <= WidestPrior * range.Length ? range.With(low).With(high) : range;
    }

    private static LineSeries? Prior(DrawnParameter parameter, Extent range)
    {
        if (parameter.Prior is not { } prior)
        {
            return null;
        }

        var places = Enumerable.Range(0, CurvePoints).Select(i => range.Low + range.Length * i / (CurvePoints - 1)).ToArray();
        return new LineSeries(PriorStroke, [.. places.Select(parameter.Value)], [.. places.Select(place =>
        {
            // A density of the logarithm carries the factor dx / d log x.
            var value = parameter.Value(place);
            var density = Math.Exp(prior.LogDensity(value)) * (parameter.IsLogarithmic ? value : 1);
            return double.IsFinite(density) ? density : double.NaN;
        })]);
    }
}
