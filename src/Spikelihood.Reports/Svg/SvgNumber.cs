using System.Globalization;

namespace Spikelihood.Reports.Svg;

/// <summary>Coordinates as text: a hundredth of a pixel is all that print can show.</summary>
internal static class SvgNumber
{
    /// <summary>At most two decimals.</summary>
    public static string Text(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A coordinate must be finite.");
        }

        // Adding zero turns minus zero into zero.
        return (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
    }
}
