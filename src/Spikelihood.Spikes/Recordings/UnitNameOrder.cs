using System.Globalization;

namespace Spikelihood.Spikes.Recordings;

/// <summary>Whole numbers by value and before every other name; the rest by their characters.</summary>
internal sealed class UnitNameOrder : IComparer<string>
{
    public static UnitNameOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (isNumberX, isNumberY) = (Parse(x, out var numberX), Parse(y, out var numberY));
        return isNumberX != isNumberY
            ? (isNumberX ? -1 : 1)
            : isNumberX && numberX != numberY
                ? numberX.CompareTo(numberY)
                : string.CompareOrdinal(x, y);
    }

    private static bool Parse(string? text, out long number) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
