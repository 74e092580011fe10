using System.Text;

namespace Spikelihood.Reports.Markup;

/// <summary>
/// Writes elements that are well-formed XML and valid HTML at the same time: everything is escaped and closed, only the elements that
/// HTML knows to be empty (and shapes inside an <c>svg</c>) are closed in their start tag.
/// </summary>
internal sealed class MarkupWriter
{
    private static readonly HashSet<string> EmptyElements =
        ["meta", "br", "hr", "col", "path", "line", "rect", "circle", "polyline", "polygon", "use", "stop"];

    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();

    /// <summary>An attribute; one with a null value is left out.</summary>
    internal readonly record struct Attribute(string Name, string? Value)
    {
        public static implicit operator Attribute((string Name, string? Value) pair) => new(pair.Name, pair.Value);
    }

    /// <summary>Starts an element; end it with <see cref="Close"/>.</summary>
    public MarkupWriter Open(string name, params ReadOnlySpan<Attribute> attributes)
    {
        StartTag(name, attributes);
        _text.Append('>');
        _open.Push(name);
        return this;
    }

    /// <summary>Ends the innermost open element.</summary>
    public MarkupWriter Close()
    {
        _text.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    /// <summary>An element without content.</summary>
    public MarkupWriter Empty(string name, params ReadOnlySpan<Attribute> attributes)
    {
        StartTag(name, attributes);
        _text.Append(EmptyElements.Contains(name) ? "/>" : $"></{name}>");
        return this;
    }

    /// <summary>An element that holds text only.</summary>
    public MarkupWriter Element(string name, string text, params ReadOnlySpan<Attribute> attributes) =>
        Open(name, attributes).Text(text).Close();

    /// <summary>Text, escaped.</summary>
    public MarkupWriter Text(string text)
    {
        Escape(text);
        return this;
    }

    /// <summary>A line break in the source, for readers of the source.</summary>
    public MarkupWriter Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Markup that was made by another writer.</summary>
    public MarkupWriter Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>The document.</summary>
    /// <exception cref="InvalidOperationException">When an element is still open.</exception>
    public override string ToString() =>
        _open.Count == 0 ? _text.ToString() : throw new InvalidOperationException($"The element '{_open.Peek()}' is still open.");

    private void StartTag(string name, ReadOnlySpan<Attribute> attributes)
    {
        _text.Append('<').Append(name);
        foreach (var (key, value) in attributes)
        {
            if (value is not null)
            {
                _text.Append(' ').Append(key).Append("=\"");
                Escape(value);
                _text.Append('"');
            }
        }
    }

    private void Escape(string text)
    {
        foreach (var letter in text.EnumerateRunes())
        {
            switch (letter.Value)
            {
                case '&': _text.Append("&amp;"); break;
                case '<': _text.Append("&lt;"); break;
                case '>': _text.Append("&gt;"); break;
                case '"': _text.Append("&quot;"); break;
                // Other control characters, and the two non-characters, cannot stand in XML at all.
                case < ' ' and not ('\n' or '\t'): _text.Append('\uFFFD'); break;
                case 0xFFFE or 0xFFFF: _text.Append('\uFFFD'); break;
                default: _text.Append(letter); break;
            }
        }
    }
}
