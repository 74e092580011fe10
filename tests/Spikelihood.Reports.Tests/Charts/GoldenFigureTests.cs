using System.Runtime.CompilerServices;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Tests.Charts;

/// <summary>
/// Small figures compared letter by letter with stored ones. After an intended change set the environment variable
/// SPIKELIHOOD_UPDATE_GOLDEN=1, run the tests, look at the new files as pictures, and commit them.
/// </summary>
public class GoldenFigureTests
{
    [Fact]
    public void A_line_with_a_band_is_drawn_as_stored() => Compare("line-with-band.svg", LineWithBand().Document);

    [Fact]
    public void A_correlation_matrix_is_drawn_as_stored() => Compare(
        "correlations.svg",
        new HeatMap(["w[E,<I>]", "tau_m[E]"], [[1, -0.75], [-0.75, 1]]).Draw(new FigureText("golden", "Correlations", "Two parameters.")).Document);

    [Fact]
    public void A_gap_in_the_data_is_a_gap_in_the_line()
    {
        var panel = new LinePanel([new LineSeries(Palette.Data, [0, 1, 2, 3, 4], [1, 2, double.NaN, 2, 1])]);
        var path = Markup.Parse(new PanelGrid([panel], "x").Draw(new FigureText("gap", "t", "d")).Svg)
            .Descendants().Single(element => element.Name.LocalName == "path");
        ((string?)path.Attribute("d"))!.Count(letter => letter == 'M').ShouldBe(2);
    }

    [Fact]
    public void Every_kind_of_panel_survives_the_absence_of_data()
    {
        Panel[] panels =
        [
            new LinePanel([]), new LinePanel([new LineSeries(Palette.Data, [], [])]) { LogY = true }, new ScatterPanel([]),
            new HistogramPanel([0, 1], [0], "#000"), new RasterPanel([], [], new Extent(0, 1)),
        ];
        foreach (var panel in panels)
        {
            var figure = new PanelGrid([panel], "x").Draw(new FigureText("empty", "t", "d"));
            Markup.ShouldBeSound(Markup.Parse(figure.Document));
            figure.Size.Width.ShouldBe(Figure.PageWidth);
        }
    }

    private static Figure LineWithBand()
    {
        double[] x = [0, 1, 2, 3, 4];
        var series = new LineSeries(new Stroke(Palette.Vermilion, 1.5), x, [1, 2, 4, 3, 2]) { Low = [0, 1, 3, 2, 1], High = [2, 3, 5, 4, 3] };
        return new PanelGrid([new LinePanel([series]) { Title = "E & <I>", YLabel = "Activity (Hz)", FromZero = true }], "Time (s)")
        {
            Width = 300,
            Legend = [new LegendEntry("mean ± SD", series.Stroke, Band: true)],
        }.Draw(new FigureText("golden", "A line", "Five points with a band."));
    }

    private static void Compare(string name, string actual, [CallerFilePath] string source = "")
    {
        Markup.ShouldBeSound(Markup.Parse(actual));
        if (Environment.GetEnvironmentVariable("SPIKELIHOOD_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(source)!, "..", "Data", name), actual);
            return;
        }

        actual.ShouldBe(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", name)));
    }
}
