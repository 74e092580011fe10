using System.Globalization;
using Spikelihood.Reports.Svg;

namespace Spikelihood.Reports.Tests.Svg;

public class SvgTests
{
    [Theory]
    [InlineData("L2/3e <x> & \"y\" 'z'")]
    [InlineData("τ_θ ± ∞ 𝜃")]
    public void Text_is_shown_as_it_is(string text)
    {
        var canvas = new SvgCanvas("a", 10, 10, text, text);
        canvas.Text(1, 2, text, new TextStyle());
        Markup.Parse(canvas.Finish()).Descendants().Count(element => element.Value == text && !element.HasElements).ShouldBe(3);
    }

    [Fact]
    public void Letters_that_XML_cannot_hold_are_replaced()
    {
        var canvas = new SvgCanvas("a", 10, 10, "bell \u0007 half \ud800 none \uffff", "d");
        Markup.Parse(canvas.Finish()).Descendants().First(element => element.Name.LocalName == "title").Value.ShouldBe("bell \ufffd half \ufffd none \ufffd");
    }

    [Fact]
    public void Coordinates_do_not_depend_on_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("", useUserOverride: false) { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            var canvas = new SvgCanvas("a", 10.5, 10, "t", "d");
            canvas.Line(-1.25, 0.126, 2, 3, new Stroke("#000", 0.5));
            canvas.Polyline([(0.04, -0.06), (10.26, 3)], new Stroke("#000"));
            canvas.Finish().ShouldContain("x1=\"-1.25\" y1=\"0.13\" x2=\"2\" y2=\"3\"");
            canvas = new SvgCanvas("a", 10.5, 10, "t", "d");
            canvas.Polyline([(0.04, -0.06), (10.26, 3)], new Stroke("#000"));
            canvas.Finish().ShouldContain("d=\"M0-0.1l10.3 3.1\"");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Rounding_does_not_add_up_along_a_line()
    {
        var canvas = new SvgCanvas("a", 10, 10, "t", "d");
        canvas.Polyline(Enumerable.Range(0, 1001).Select(i => (i * 0.04, 0.0)), new Stroke("#000"));
        var path = canvas.Finish().Split("d=\"M0 0")[1].Split('"')[0];
        path.Split('l', StringSplitOptions.RemoveEmptyEntries).Sum(step => double.Parse(step.Split(' ')[0], CultureInfo.InvariantCulture)).ShouldBe(40, 1e-9);
    }

    [Fact]
    public void A_coordinate_that_is_not_finite_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SvgCanvas("a", 10, 10, "t", "d").Line(double.NaN, 0, 1, 1, new Stroke("#000")));
}
