using System.Globalization;

namespace Spikelihood.Studies.Sampling.Files;

/// <summary>Numbers as CmdStan writes them, with all digits: what is not finite is <c>nan</c>, <c>inf</c>, <c>-inf</c>.</summary>
internal static class CmdStanNumber
{
    public static string Text(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture)
        : double.IsNaN(value) ? "nan"
        : value > 0 ? "inf"
        : "-inf";

    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        text = text.Trim();
        var bare = text.TrimStart("+-");
        if (bare.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }

        if (bare.Equals("inf", StringComparison.OrdinalIgnoreCase) || bare.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
