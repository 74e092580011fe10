using Spikelihood.Reports.Markup;

namespace Spikelihood.Reports.Svg;

/// <summary>
/// A drawing under construction. Its title and description are what a screen reader says; ids inside it begin with <c>id</c> so that
/// several drawings can stand in one page.
/// </summary>
public sealed class SvgCanvas
{
    /// <summary>Fonts of equal metrics that every system has one of.</summary>
    public const string FontFamily = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif";

    private readonly MarkupWriter _writer = new();
    private readonly string _id;
    private int _clips;

    /// <summary>Starts a drawing of a size in px (it scales to any size).</summary>
    public SvgCanvas(string id, double width, double height, string title, string description)
    {
        _id = id;
        _writer.Open(
            "svg", ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", $"0 0 {SvgNumber.Text(width)} {SvgNumber.Text(height)}"),
            ("width", SvgNumber.Text(width)), ("height", SvgNumber.Text(height)), ("role", "img"),
            ("aria-labelledby", $"{id}-title {id}-description"), ("font-family", FontFamily));
        _writer.Line().Element("title", title, ("id", $"{id}-title"));
        _writer.Line().Element("desc", description, ("id", $"{id}-description")).Line();
        _writer.Empty("rect", ("width", SvgNumber.Text(width)), ("height", SvgNumber.Text(height)), ("fill", "#fff")).Line();
    }

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, Stroke stroke)
    {
        ArgumentNullException.ThrowIfNull(stroke);
        _writer.Empty(
            "line", ("x1", SvgNumber.Text(x1)), ("y1", SvgNumber.Text(y1)), ("x2", SvgNumber.Text(x2)), ("y2", SvgNumber.Text(y2)),
            ("stroke", stroke.Colour), ("stroke-width", SvgNumber.Text(stroke.Width)), ("stroke-dasharray", stroke.Dash),
            ("stroke-opacity", Fraction(stroke.Opacity))).Line();
    }

    /// <summary>A rectangle.</summary>
    public void Rectangle(Box box, string fill, double opacity = 1, Stroke? stroke = null) =>
        _writer.Empty(
            "rect", ("x", SvgNumber.Text(box.X)), ("y", SvgNumber.Text(box.Y)), ("width", SvgNumber.Text(box.Width)),
            ("height", SvgNumber.Text(box.Height)), ("fill", fill), ("fill-opacity", Fraction(opacity)), ("stroke", stroke?.Colour),
            ("stroke-width", stroke is null ? null : SvgNumber.Text(stroke.Width))).Line();

    /// <summary>A disc, or a ring when <paramref name="fill"/> is white and a stroke is given.</summary>
    public void Circle(double x, double y, double radius, string fill, Stroke? stroke = null) =>
        _writer.Empty(
            "circle", ("cx", SvgNumber.Text(x)), ("cy", SvgNumber.Text(y)), ("r", SvgNumber.Text(radius)), ("fill", fill),
            ("stroke", stroke?.Colour), ("stroke-width", stroke is null ? null : SvgNumber.Text(stroke.Width))).Line();

    /// <summary>A text on one line; its point lies on the baseline.</summary>
    public void Text(double x, double y, string text, TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(style);
        var anchor = style.Anchor switch { Anchor.Middle => "middle", Anchor.End => "end", _ => null };
        var turn = style.Rotation == 0
            ? null
            : $"rotate({SvgNumber.Text(style.Rotation)} {SvgNumber.Text(x)} {SvgNumber.Text(y)})";
        _writer.Element(
            "text", text, ("x", SvgNumber.Text(x)), ("y", SvgNumber.Text(y)), ("font-size", SvgNumber.Text(style.Size)),
            ("fill", style.Colour), ("text-anchor", anchor), ("font-weight", style.Bold ? "bold" : null), ("transform", turn)).Line();
    }

    /// <summary>An open line through points; points that are not finite leave gaps.</summary>
    public void Polyline(IEnumerable<(double X, double Y)> points, Stroke stroke) => Path(new PathData().Polyline(points), stroke, "none");

    /// <summary>A filled outline.</summary>
    public void Polygon(IEnumerable<(double X, double Y)> points, string fill, double opacity) =>
        Path(new PathData().Polyline(points).Close(), null, fill, opacity);

    /// <summary>Many discs as one path: a twentieth of the text of as many <see cref="Circle"/>s. Points that are not finite are left out.</summary>
    public void Dots(IEnumerable<(double X, double Y)> points, double diameter, string colour, double opacity)
    {
        ArgumentNullException.ThrowIfNull(points);
        var path = new PathData();
        foreach (var (x, y) in points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)))
        {
            path.MoveTo(x, y).LineTo(x, y);
        }

        Path(path, new Stroke(colour, diameter, Opacity: opacity), "none", cap: "round");
    }

    /// <summary>Many crosses as one path. Points that are not finite are left out.</summary>
    public void Crosses(IEnumerable<(double X, double Y)> points, double arm, Stroke stroke)
    {
        ArgumentNullException.ThrowIfNull(points);
        var path = new PathData();
        foreach (var (x, y) in points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)))
        {
            path.MoveTo(x - arm, y - arm).LineTo(x + arm, y + arm).MoveTo(x - arm, y + arm).LineTo(x + arm, y - arm);
        }

        Path(path, stroke, "none");
    }

    /// <summary>Starts a group whose content is cut off at a box.</summary>
    public void OpenClip(Box box)
    {
        var clip = $"{_id}-clip{++_clips}";
        _writer.Open("clipPath", ("id", clip)).Empty(
            "rect", ("x", SvgNumber.Text(box.X)), ("y", SvgNumber.Text(box.Y)), ("width", SvgNumber.Text(box.Width)),
            ("height", SvgNumber.Text(box.Height))).Close().Line();
        _writer.Open("g", ("clip-path", $"url(#{clip})")).Line();
    }

    /// <summary>Ends the innermost group.</summary>
    public void CloseClip() => _writer.Close().Line();

    /// <summary>Ends the drawing and returns it.</summary>
    public string Finish() => _writer.Close().ToString();

    internal void Path(PathData path, Stroke? stroke, string fill, double fillOpacity = 1, string? cap = null)
    {
        if (!path.IsEmpty)
        {
            _writer.Empty(
                "path", ("d", path.ToString()), ("fill", fill), ("fill-opacity", Fraction(fillOpacity)), ("stroke", stroke?.Colour),
                ("stroke-width", stroke is null ? null : SvgNumber.Text(stroke.Width)), ("stroke-dasharray", stroke?.Dash),
                ("stroke-opacity", Fraction(stroke?.Opacity ?? 1)), ("stroke-linejoin", stroke is null ? null : "round"), ("stroke-linecap", cap)).Line();
        }
    }

    private static string? Fraction(double value) => value >= 1 ? null : SvgNumber.Text(value);
}
