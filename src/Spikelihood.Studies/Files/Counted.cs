using System.Globalization;

namespace Spikelihood.Studies.Files;

/// <summary>Numbers of things in a sentence.</summary>
internal static class Counted
{
    /// <summary><c>1 entry</c>, <c>2 entries</c>.</summary>
    public static string Entries(int count) => Of(count, "entry", "entries");

    /// <summary>A count with its noun in the right number.</summary>
    public static string Of(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
