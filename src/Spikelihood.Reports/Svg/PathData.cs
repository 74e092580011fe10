using System.Globalization;
using System.Text;

namespace Spikelihood.Reports.Svg;

/// <summary>
/// The <c>d</c> attribute of a path. Points are rounded to a tenth of a pixel first and written as differences, so that long lines stay
/// short in the file and rounding does not accumulate.
/// </summary>
internal sealed class PathData
{
    private readonly StringBuilder _text = new();
    private long _x;
    private long _y;

    /// <summary>Whether nothing has been drawn.</summary>
    public bool IsEmpty => _text.Length == 0;

    /// <summary>Lifts the pen and puts it down at a point.</summary>
    public PathData MoveTo(double x, double y)
    {
        (_x, _y) = (Tenths(x), Tenths(y));
        _text.Append('M');
        Append(_x, first: true);
        Append(_y, first: false);
        return this;
    }

    /// <summary>Draws to a point.</summary>
    public PathData LineTo(double x, double y)
    {
        var (newX, newY) = (Tenths(x), Tenths(y));
        _text.Append('l');
        Append(newX - _x, first: true);
        Append(newY - _y, first: false);
        (_x, _y) = (newX, newY);
        return this;
    }

    /// <summary>Closes the outline.</summary>
    public PathData Close()
    {
        _text.Append('z');
        return this;
    }

    /// <summary>A line through points; a point that is not finite leaves a gap.</summary>
    public PathData Polyline(IEnumerable<(double X, double Y)> points)
    {
        var drawing = false;
        foreach (var (x, y) in points)
        {
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                drawing = false;
            }
            else if (drawing)
            {
                LineTo(x, y);
            }
            else
            {
                MoveTo(x, y);
                drawing = true;
            }
        }

        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    // Far outside the drawing nothing is to be seen; the limit keeps the numbers short and the renderer safe.
    private static long Tenths(double value) => (long)Math.Round(Math.Clamp(value, -1e5, 1e5) * 10);

    private void Append(long tenths, bool first)
    {
        if (!first && tenths >= 0)
        {
            _text.Append(' ');
        }

        if (tenths < 0)
        {
            _text.Append('-');
        }

        var size = Math.Abs(tenths);
        _text.Append((size / 10).ToString(CultureInfo.InvariantCulture));
        if (size % 10 != 0)
        {
            _text.Append('.').Append((char)('0' + size % 10));
        }
    }
}
