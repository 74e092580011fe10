using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;
using Spikelihood.Studies.Files.Studies;
using Spikelihood.Studies.Runs;

namespace Spikelihood.Reports.Fits;

/// <summary>The way of every start, a panel for each parameter (Figure 12 of René 2020).</summary>
internal static class PathsFigure
{
    // Keeps the file small when there are many starts and parameters: at most this many points in the whole figure.
    private const int MostPoints = 100_000;

    public static Figure Draw(FitFacts facts, FigureText text)
    {
        var starts = facts.Sorted.Where(start => start.Path.Length > 0).Reverse().ToArray();
        var parameters = facts.Fit.Parameters;
        var perLine = Math.Clamp(MostPoints / Math.Max(1, starts.Length * parameters.Length), 24, 400);
        var panels = parameters.Select((parameter, index) => (Panel)ParameterPanel(facts, starts, parameter, index, perLine));
        var last = starts.SelectMany(start => start.Path).Select(point => (double)point.Evaluation).DefaultIfEmpty(1).Max();
        var entries = StartRanks.Entries(starts.Select(start => facts.Below(start.LogPosterior)));
        return new PanelGrid([.. panels], facts.Fit.Method == FitOptions.Adam ? "Mini-batches" : "Evaluations")
        {
            Columns = Math.Min(4, parameters.Length),
            RowHeights = [parameters.Length <= 2 ? 160 : 84],
            XRange = new Extent(0, Math.Max(1, last)),
            Legend = facts.Fit.Truth is null ? entries : entries.Add(new LegendEntry(facts.TruthValue, TruthStroke)),
        }.Draw(text);
    }

    private static Stroke TruthStroke { get; } = new("#000000", 1.1);

    private static LinePanel ParameterPanel(
        FitFacts facts, IReadOnlyList<StartRecord> starts, ParameterRecord parameter, int index, int perLine)
    {
        var isLog = ParameterAxis.IsLogarithmic(parameter);
        double Value(ImmutableArray<double> values) => index < values.Length ? values[index] : double.NaN;
        var truth = facts.Truth(parameter.Name);
        var lines = starts.Select(start =>
        {
            var below = facts.Below(start.LogPosterior);
            return new LineSeries(
                new Stroke(StartRanks.Colour(below), StartRanks.Of(below) == 0 ? 1.3 : 0.9),
                [.. start.Path.Select(point => (double)point.Evaluation)],
                [.. start.Path.Select(point => Value(point.Parameters))])
            { MostPoints = perLine };
        });
        var visited = starts.SelectMany(start => start.Path).Select(point => Value(point.Parameters));
        var good = starts.Where(start => StartRanks.Of(facts.Below(start.LogPosterior)) <= 2).Select(start => Value(start.Parameters));
        var needed = good.Append(facts.Estimate(parameter.Name)).Concat(truth is { } known ? [known] : []);
        return new LinePanel([.. lines])
        {
            Title = ParameterAxis.Label(parameter),
            LogY = isLog,
            YRange = ParameterAxis.Range(visited, needed, isLog),
            Levels = truth is { } level ? [(level, TruthStroke)] : [],
        };
    }
}
