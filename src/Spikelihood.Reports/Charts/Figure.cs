using System.Globalization;
using System.Text.RegularExpressions;

namespace Spikelihood.Reports.Charts;

/// <summary>A finished drawing.</summary>
/// <param name="Title">What it is, for screen readers and as tool tip.</param>
/// <param name="Svg">An <c>svg</c> element.</param>
public sealed partial record Figure(string Title, string Svg)
{
    /// <summary>The width in which its letters have the size of printed captions, px.</summary>
    public const double PageWidth = 680;

    /// <summary>A figure as a file of its own.</summary>
    public string Document => "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + Svg + "\n";

    /// <summary>Width and height, px.</summary>
    public (double Width, double Height) Size
    {
        get
        {
            var match = ViewBox().Match(Svg);
            double Number(int group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
            return (Number(1), Number(2));
        }
    }

    [GeneratedRegex("viewBox=\"0 0 ([0-9.]+) ([0-9.]+)\"")]
    private static partial Regex ViewBox();
}

/// <summary>Who a figure is: the prefix of ids inside it, its title, and its content in words for those who cannot see it.</summary>
/// <param name="Id">Letters, digits and dashes; unique in a page.</param>
/// <param name="Title">A few words.</param>
/// <param name="Description">What a reader would see.</param>
public sealed record FigureText(string Id, string Title, string Description);
