using System.Collections.Immutable;
using Spikelihood.Reports.Charts;
using Spikelihood.Reports.Markup;
using static System.FormattableString;

namespace Spikelihood.Reports.Fits;

/// <summary>A page of headings, paragraphs, boxes, tables and numbered figures: HTML that is also well-formed XML and needs nothing beside itself.</summary>
internal sealed class ReportPage
{
    private readonly MarkupWriter _writer = new();
    private int _figures;
    private int _tables;

    public ReportPage(string title)
    {
        _writer.Raw("<!DOCTYPE html>\n").Open("html", ("xmlns", "http://www.w3.org/1999/xhtml"), ("lang", "en")).Line();
        _writer.Open("head").Empty("meta", ("charset", "utf-8"));
        _writer.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        _writer.Element("title", title);
        // As it is: HTML takes the content of a style element literally, and the sheet holds nothing that XML would mind.
        _writer.Open("style").Raw(ReportStyle.Sheet).Close().Close().Line();
        _writer.Open("body").Open("main").Line().Element("h1", title).Line();
    }

    public void Heading(string text, string id) => _writer.Element("h2", text, ("id", id)).Line();

    public void Paragraph(string text, string? kind = null) => _writer.Element("p", text, ("class", kind)).Line();

    /// <summary>A box that cannot be overlooked.</summary>
    /// <param name="kind"><c>wrong</c> (red), <c>right</c> (green), <c>careful</c> (orange) or <c>plain</c>.</param>
    /// <param name="heading">What it says, in a few words.</param>
    /// <param name="lines">The particulars.</param>
    public void Box(string kind, string heading, IReadOnlyCollection<string> lines)
    {
        _writer.Open("section", ("class", "box " + kind)).Element("p", heading, ("class", "boxhead"));
        if (lines.Count > 0)
        {
            _writer.Open("ul");
            foreach (var line in lines)
            {
                _writer.Element("li", line);
            }

            _writer.Close();
        }

        _writer.Close().Line();
    }

    /// <summary>A figure with its number and caption; on narrow screens it scrolls sideways rather than becoming illegible.</summary>
    public void Figure(Figure figure, string caption)
    {
        _writer.Open("figure").Open("div", ("class", "scroll"), ("tabindex", "0")).Raw(figure.Svg).Close().Line();
        _writer.Open("figcaption").Element("b", Invariant($"Figure {++_figures}. {figure.Title}.")).Text(" " + caption).Close().Close().Line();
    }

    /// <summary>A table; the first cell of each row is its name, cells that begin with <see cref="Mark"/> stand out.</summary>
    public void Table(string caption, ImmutableArray<string> columns, IEnumerable<ImmutableArray<string>> rows)
    {
        // Outside the part that scrolls, so that it can be read whole on a narrow screen.
        var id = Invariant($"table-{++_tables}");
        _writer.Open("p", ("class", "caption"), ("id", id)).Element("b", Invariant($"Table {_tables}.")).Text(" " + caption).Close().Line();
        _writer.Open("div", ("class", "scroll"), ("tabindex", "0")).Open("table", ("aria-labelledby", id)).Open("thead").Open("tr");
        foreach (var column in columns)
        {
            _writer.Element("th", column, ("scope", "col"));
        }

        _writer.Close().Close().Open("tbody").Line();
        foreach (var row in rows)
        {
            _writer.Open("tr").Element("th", row[0], ("scope", "row"));
            foreach (var cell in row.Skip(1))
            {
                var isMarked = cell.StartsWith(Mark);
                _writer.Element("td", isMarked ? cell[1..] : cell, ("class", isMarked ? "off" : cell.Length > LongCell ? "long" : null));
            }

            _writer.Close().Line();
        }

        _writer.Close().Close().Close().Line();
    }

    private const int LongCell = 40;

    /// <summary>First letter of a cell that stands out; never shown.</summary>
    public const char Mark = '\u0001';

    /// <summary>Content that opens on demand.</summary>
    public void Folded(string summary, Action content)
    {
        _writer.Open("details").Element("summary", summary).Line();
        content();
        _writer.Close().Line();
    }

    /// <summary>Text whose lines and blanks are kept.</summary>
    public void Listing(string text) => _writer.Open("pre").Element("code", text).Close().Line();

    /// <summary>Names and their values.</summary>
    public void Facts(IEnumerable<(string Name, string Value)> facts)
    {
        _writer.Open("dl");
        foreach (var (name, value) in facts)
        {
            _writer.Element("dt", name).Element("dd", value);
        }

        _writer.Close().Line();
    }

    public string Finish() => _writer.Close().Close().Close().Line().ToString();
}
