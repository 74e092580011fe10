using System.Globalization;

namespace Spikelihood.Reports.Svg;

/// <summary>Coordinates as text: a tenth or a hundredth of a pixel is all that print can show.</summary>
internal static class SvgNumber
{
    /// <summary>At most one decimal, for the points of paths.</summary>
    public static string Short(double value) => Format(Math.Round(value, 1), "0.#");

    /// <summary>At most two decimals, for everything else.</summary>
    public static string Text(double value) => Format(Math.Round(value, 2), "0.##");

    private static string Format(double value, string pattern)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A coordinate must be finite.");
        }

        // Adding zero turns -0 into 0.
        return (value + 0.0).ToString(pattern, CultureInfo.InvariantCulture);
    }
}
