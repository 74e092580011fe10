using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;
using Spikelihood.Studies.Runs;
using Spikelihood.Studies.Sweeps;

namespace Spikelihood.Reports.Sweeps;

/// <summary>Figures of a sweep over lengths of data; only those of the finest time step.</summary>
internal static class SweepFigures
{
    private static readonly ImmutableArray<string> Colours =
        [Palette.Vermilion, Palette.Blue, Palette.Green, Palette.Purple, "#E69F00", "#56B4E9", Palette.Ink, Palette.Axis];

    /// <summary>Per cent; smaller scatter is where the optimiser stops, and is drawn here.</summary>
    private const double LeastScatter = 0.01;

    /// <summary>Figure 9D of René et al. 2020: the scatter of the starts on top, the relative errors below, a column for each set of parameters.</summary>
    public static Figure ErrorsAndScatter(SweepRecord sweep)
    {
        var sets = sweep.Spread.Select(row => row.Set).Distinct().ToArray();
        var step = sweep.Fits.Min(row => row.TimeStep);
        var styles = Styles(sweep);
        var scatter = sets.Select((set, column) => Panel(
            set, column, "CV of the starts, %", styles,
            sweep.Spread.Where(row => row.Set == set && row.TimeStep == step).Select(row => (row.Parameter, row.Scored, Math.Max(LeastScatter, 100 * row.All)))));
        var errors = sets.Select((set, column) => Panel(
            null, column, "Relative error, %", styles,
            sweep.Errors.Where(row => row.Set == set && row.TimeStep == step).Select(row => (row.Parameter, row.Scored, 100 * row.Median))));
        ImmutableArray<Panel> panels = [.. SameHeight(scatter), .. sweep.Errors.IsEmpty ? [] : SameHeight(errors)];
        return new PanelGrid(panels, "Scored data, s")
        {
            Columns = sets.Length,
            RowHeights = [170],
            Legend = [.. styles.Select(style => new LegendEntry(style.Key, style.Value))],
        }.Draw(new FigureText(
            "errors",
            "Errors and scatter against the length of data",
            "Upper row: coefficient of variation of the end points of all starts, 0.01 % standing for anything smaller. Lower row: relative error of the best point. One line for each parameter, both axes logarithmic in height."));
    }

    /// <summary>Figures 4B and 4C: correlation and RMSE on unseen input; the grey band is what the true model reaches.</summary>
    public static Figure Dynamics(SweepRecord sweep)
    {
        var sets = sweep.Dynamics.Select(row => row.Set).Distinct().ToArray();
        var seed = sweep.Dynamics[0].Seed;
        var panels = new[]
        {
            Measure("Correlation, trial averages", row => (row.AverageCorrelation, row.AverageCorrelationError)),
            Measure("RMSE of single trials, Hz", row => (row.Rmse, row.RmseSd)),
            Measure("RMSE of trial averages, Hz", row => (row.AverageRmse, row.AverageRmseError)),
        };
        return new PanelGrid([.. panels], "Scored data, s")
        {
            RowHeights = [160],
            Legend =
            [
                new LegendEntry("true model against itself", new Stroke(Palette.Axis, 1, "4 3"), Band: true),
                .. sets.Select((set, i) => new LegendEntry(set, Line(i), Band: true)),
            ],
        }.Draw(new FigureText(
            "dynamics",
            "Accuracy of the inferred dynamics",
            "Agreement of fitted models with the true one on an input that no fit saw, against the length of the data; bands are one standard deviation or bootstrap error."));

        Panel Measure(string label, Func<AgreementRow, (double Value, double Error)> measure)
        {
            var first = sweep.Dynamics.Where(row => row.Seed == seed).ToArray();
            double[] ends = [first.Min(row => row.Scored), first.Max(row => row.Scored)];
            var ceiling = measure(first[0].Ceiling);
            var series = sets.Select((set, i) => Banded(
                Line(i), [.. first.Where(row => row.Set == set).Select(row => row.Scored)], [.. first.Where(row => row.Set == set).Select(row => measure(row.Fitted))]));
            return new LinePanel([Banded(new Stroke(Palette.Axis, 1, "4 3"), ends, [ceiling, ceiling]), .. series]) { YLabel = label };
        }
    }

    private static Stroke Line(int i) => new(Colours[i % Colours.Length], 1.5);

    private static LineSeries Banded(Stroke stroke, double[] x, (double Value, double Error)[] y) => new(stroke, x, [.. y.Select(value => value.Value)])
    {
        Low = [.. y.Select(value => value.Value - value.Error)],
        High = [.. y.Select(value => value.Value + value.Error)],
    };

    private static LinePanel Panel(
        string? title, int column, string label, Dictionary<string, Stroke> styles, IEnumerable<(string Parameter, double Scored, double Value)> rows) =>
        new([.. rows.GroupBy(row => row.Parameter).Select(group => new LineSeries(
            styles[group.Key], [.. group.Select(row => row.Scored)], [.. group.Select(row => row.Value)]))])
        {
            Title = title,
            YLabel = column == 0 ? label : null,
            LogY = true,
        };

    /// <summary>Panels of a row on one scale, so that sets can be compared.</summary>
    private static IEnumerable<Panel> SameHeight(IEnumerable<LinePanel> panels)
    {
        var all = panels.ToArray();
        var range = all.Aggregate(Extent.Nothing, (extent, panel) => extent.With(panel.YExtent)).DrawableLog(0.05);
        return all.Select(panel => panel with { YRange = range });
    }

    /// <summary>A family has a colour, its members differ in their dashes.</summary>
    private static Dictionary<string, Stroke> Styles(SweepRecord sweep)
    {
        string[] dashes = ["", "5 3", "1.5 2", "7 2 1.5 2"];
        var names = sweep.Spread.Select(row => row.Parameter).Distinct().ToArray();
        var families = names.Select(Family).Distinct().ToArray();
        return names.ToDictionary(name => name, name =>
        {
            var place = names.Where(other => Family(other) == Family(name)).ToList().IndexOf(name);
            var dash = dashes[place % dashes.Length];
            return new Stroke(Colours[Array.IndexOf(families, Family(name)) % Colours.Length], 1.4, dash.Length == 0 ? null : dash);
        });
    }

    private static string Family(string name) => name.Split('[')[0];
}
