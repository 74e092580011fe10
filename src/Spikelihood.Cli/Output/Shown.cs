using System.Globalization;

namespace Spikelihood.Cli.Output;

/// <summary>Numbers as tables show them; every digit is in <c>--json</c>.</summary>
internal static class Shown
{
    private const string Unknown = "-";

    /// <summary>With five significant digits; a dash for what is not known.</summary>
    public static string Number(double? value) => value is { } known ? known.ToString("G5", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>A whole number; a dash for what is not known.</summary>
    public static string Whole(long? value) => value is { } known ? known.ToString(CultureInfo.InvariantCulture) : Unknown;

    /// <summary>Every digit.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
